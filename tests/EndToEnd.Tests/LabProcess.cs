using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using UpCoach.Testing;

namespace UpCoach.EndToEnd.Tests;

/// <summary>One <c>dotnet run --project AppHost</c>, started from the built assembly, with what it printed and what it started.</summary>
internal sealed partial class LabProcess : IAsyncDisposable
{
    private const int SignalInterrupt = 2;
    private const int SignalTerminate = 15;
    private const string FolderPrefix = "results: ";
    private const int LooksInFiveSeconds = 50;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly HashSet<ProcessIdentity> _seen = [];

    private LabProcess(Process process) => _process = process;

    /// <summary>The repository's root.</summary>
    public static string Root { get; } = RepositoryRoot.Path;

    /// <summary>How long a lab may take to its load on a machine that does other things as well.</summary>
    public static TimeSpan StartDeadline { get; } = TimeSpan.FromMinutes(4);

    /// <summary>A plan for tests of the end: what is loaded does not matter, only that it is.</summary>
    public static string EndlessPlan { get; } = Path.Combine(Root, "tests", "EndToEnd.Tests", "plans", "ending.json");

    /// <summary>The run's result folder, as the lab has named it.</summary>
    public string Folder => _lines.First(line => line.StartsWith(FolderPrefix, StringComparison.Ordinal))[FolderPrefix.Length..];

    /// <summary>Everything printed so far, both streams.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>Starts the lab as CI does: no terminal, <c>CI=true</c>.</summary>
    public static LabProcess Start(params string[] arguments)
    {
        var assembly = Path.Combine(Root, "artifacts", "bin", "AppHost", BuildFlavour(), "UpCoach.AppHost.dll");
        // A test that itself runs in the background would pass an ignored SIGINT on; a user's terminal does not.
        var start = new ProcessStartInfo("env")
        {
            WorkingDirectory = Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("--default-signal=INT,QUIT");
        start.ArgumentList.Add("dotnet");
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(assembly);
        Array.ForEach(arguments, start.ArgumentList.Add);
        start.Environment["CI"] = "true";
        var lab = new LabProcess(new Process { StartInfo = start });
        lab._process.OutputDataReceived += (_, line) => lab.Keep(line.Data);
        lab._process.ErrorDataReceived += (_, line) => lab.Keep(line.Data);
        lab._process.Start();
        lab._process.StandardInput.Close();
        lab._process.BeginOutputReadLine();
        lab._process.BeginErrorReadLine();
        return lab;
    }

    /// <summary>Waits until a printed line has <paramref name="text"/>; fails with the output where the lab ends or the deadline passes first.</summary>
    public async Task<string> WaitForLineAsync(string text, TimeSpan deadline)
    {
        string? found = null;
        await Poll.UntilAsync(
            () =>
            {
                found = _lines.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal));
                return found is not null || _process.HasExited;
            },
            deadline,
            () => $"no line with '{text}' in:\n{Output}");
        return found ?? throw new InvalidOperationException($"The lab ended with {_process.ExitCode} before a line with '{text}':\n{Output}");
    }

    /// <summary>Waits for the end and returns the exit code.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan deadline)
    {
        using var timeout = new CancellationTokenSource(deadline);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The lab did not end within {deadline}:\n{Output}");
        }

        return _process.ExitCode;
    }

    /// <summary>Sends SIGINT, as Ctrl+C does.</summary>
    public void Interrupt() => Send(SignalInterrupt);

    /// <summary>Sends SIGTERM.</summary>
    public void Terminate() => Send(SignalTerminate);

    /// <summary>Sends SIGKILL to the host alone, as <c>kill -9</c> does.</summary>
    public void KillHost() => _process.Kill(entireProcessTree: false);

    /// <summary>All processes that descend from the host at this moment; they are remembered for <see cref="SurvivorsAfterFiveSecondsAsync"/>.</summary>
    public IReadOnlyCollection<ProcessIdentity> Descendants()
    {
        _seen.UnionWith(ProcessTable.DescendantsOf(_process.Id));
        return _seen;
    }

    /// <summary>Waits until none of the remembered processes lives, for five seconds of this machine at most, and gives those that still do.</summary>
    /// <remarks>
    /// Five seconds are fifty looks at all processes, a tenth of a second apart. Looks are counted and not seconds: on a machine that is short of time they
    /// take as long as those of the guard, who looks three times before it kills.
    /// </remarks>
    public async Task<IReadOnlyList<ProcessIdentity>> SurvivorsAfterFiveSecondsAsync()
    {
        using var tick = new PeriodicTimer(PollInterval);
        var alive = Survivors();
        for (var look = 0; look < LooksInFiveSeconds && alive.Count > 0; look++)
        {
            await tick.WaitForNextTickAsync();
            alive = Survivors();
        }

        return alive;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    internal static Task PauseAsync() => Task.Delay(PollInterval, TimeProvider.System);

    private List<ProcessIdentity> Survivors() => [.. _seen.IntersectBy(ProcessTable.Alive().Select(process => process.Key), process => process.Key)];

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }

    private void Send(int signal)
    {
        if (Kill(_process.Id, signal) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    private static string BuildFlavour() => new DirectoryInfo(AppContext.BaseDirectory).Name;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
