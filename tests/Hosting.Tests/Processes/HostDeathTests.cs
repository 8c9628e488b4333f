using System.Diagnostics;
using System.Text;
using UpCoach.Hosting.Running.Processes;
using UpCoach.Testing;

namespace UpCoach.Hosting.Tests.Processes;

/// <summary>Kills a real host and looks for what it leaves behind.</summary>
[Trait("kind", "server")]
public sealed class HostDeathTests : IDisposable
{
    private const int SignalTerminate = 15;
    private const string Set = "set";

    // A shell with a child of its own, one that left session and parent, and one that refuses to stop. Each says when it is what it shall be.
    private static readonly string[] Commands =
    [
        $"sleep 600 & (setsid sleep 601 &) ; echo {Set}; sleep 602",
        $"trap '' INT TERM; echo {Set}; sleep 603; sleep 604",
    ];

    private readonly byte[] mark = Encoding.UTF8.GetBytes("TEST_MARK=" + Guid.NewGuid().ToString("n"));
    private Process? host;

    [Fact]
    public async Task Host_Killed_LeavesNothing()
    {
        await StartAsync(Commands);
        Posix.Signal(host!.Id, Posix.SignalKill);
        await Eventually.TrueAsync(() => Alive().Count == 0, "nothing left");
    }

    [Fact]
    public async Task Host_GroupInterrupted_StopsChildrenItself()
    {
        // What Ctrl+C does: the whole foreground group gets the signal. The child would print if it did.
        await StartAsync([$"trap 'echo child-interrupted' INT; echo {Set}; sleep 600"]);
        Posix.Signal(host!.Id, (int)StopSignal.Interrupt);
        await Eventually.TrueAsync(() => Alive().Count == 0, "nothing left");
        Assert.DoesNotContain("child-interrupted", await host.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_Terminated_StopsInOrderAndEndsItsGuard()
    {
        await StartAsync(
        [
            $"trap 'echo first; exit' TERM; echo {Set}; while :; do sleep 0.05; done",
            $"trap 'echo second; exit' TERM; echo {Set}; while :; do sleep 0.05; done",
        ]);
        Posix.Signal(host!.Id, SignalTerminate);
        var output = await host.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["second", "first", "stopped"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        await Eventually.TrueAsync(() => Alive().Count == 0, "nothing left");
    }

    [Fact]
    public async Task Host_KilledAfterItsGuard_LeavesNothing()
    {
        await StartAsync([$"echo {Set}; sleep 600"]);
        await Eventually.TrueAsync(() => GuardIds().Any(), "a guard");
        var first = GuardIds().Single();
        Posix.Signal(first, Posix.SignalKill);
        await Eventually.TrueAsync(() => GuardIds().Any(id => id != first), "a new guard");
        Posix.Signal(host!.Id, Posix.SignalKill);
        await Eventually.TrueAsync(() => Alive().Count == 0, "nothing left");
    }

    public void Dispose()
    {
        foreach (var id in Alive())
            Posix.Signal(id, Posix.SignalKill);
        host?.Dispose();
    }

    private async Task StartAsync(string[] commands)
    {
        // Both projects' output folders are neighbours: artifacts/bin/PROJECT/CONFIGURATION.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(own.Parent!.Parent!.FullName, "Hosting.TestHost", own.Name, "UpCoach.Hosting.TestHost.dll");
        // A test that itself runs in the background would pass an ignored SIGINT on; a user's terminal does not.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", program, .. commands]) { RedirectStandardOutput = true };
        var text = Encoding.UTF8.GetString(mark).Split('=');
        start.Environment[text[0]] = text[1];
        host = Process.Start(start)!;
        var (isReady, set) = (false, 0);
        while (!isReady || set < commands.Length)
        {
            var line = await host.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.NotNull(line);
            isReady |= line.StartsWith("ready", StringComparison.Ordinal);
            set += line == Set ? 1 : 0;
        }

        // A process that is being replaced by its program shows no environment for a moment.
        await Eventually.TrueAsync(() => Alive().Count > 2, "host, guard and children run");
    }

    private List<int> Alive() =>
        [.. ProcessTable.Read().Where(entry => ProcessTable.EnvironmentContains(entry.Id, mark)).Select(entry => entry.Id)];

    private IEnumerable<int> GuardIds() => Alive().Where(id => ReadCommandLine(id).Contains("upcoach-guard", StringComparison.Ordinal));

    private static string ReadCommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
