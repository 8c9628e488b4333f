using System.Globalization;
using System.Text;
using UpCoach.Hosting.Running.Processes;
using UpCoach.Testing;

namespace UpCoach.Hosting.Tests.Processes;

[Trait("kind", "server")]
public sealed class ProcessGuardianTests
{
    private readonly OutputLines lines = new();
    private readonly string mark = "TEST_MARK=" + Guid.NewGuid().ToString("n");

    [Fact]
    public async Task Start_BothStreams_AreCapturedApart()
    {
        await using var guardian = new ProcessGuardian();
        var child = guardian.Start(Shell("echo one; echo two >&2; exit 7"), lines.Add);
        Assert.Equal(7, await child.Exited);
        Assert.Equal(["one"], lines.Output);
        Assert.Equal(["two"], lines.Errors);
    }

    [Fact]
    public async Task Start_StandardInput_IsAtItsEnd()
    {
        await using var guardian = new ProcessGuardian();
        var child = guardian.Start(Shell("cat; echo end"), lines.Add);
        Assert.Equal(0, await child.Exited);
        Assert.Equal(["end"], lines.Output);
    }

    [Fact]
    public async Task Start_Environment_IsSetAndRemoved()
    {
        await using var guardian = new ProcessGuardian();
        var spec = Shell("echo \"${ADDED}-${HOME-none}\"") with { Environment = new Dictionary<string, string?> { ["ADDED"] = "a b", ["HOME"] = null } };
        await guardian.Start(spec, lines.Add).Exited;
        Assert.Equal(["a b-none"], lines.Output);
    }

    [Fact]
    public async Task Start_CleanEnvironment_HasNothingOfTheHost()
    {
        await using var guardian = new ProcessGuardian();
        await guardian.Start(Shell("env") with { InheritsEnvironment = false }, lines.Add).Exited;
        Assert.DoesNotContain(lines.Output, line => line.StartsWith("HOME=", StringComparison.Ordinal));
        Assert.Contains(lines.Output, line => line.StartsWith("PATH=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_Child_LeadsASessionOfItsOwn()
    {
        await using var guardian = new ProcessGuardian();
        var child = guardian.Start(Shell("sleep 600"), lines.Add);
        await Eventually.TrueAsync(() => ProcessTable.Read().Any(entry => entry.SessionId == child.Id && entry.GroupId == child.Id), "setsid");
    }

    [Fact]
    public async Task Start_MissingProgram_IsNamed()
    {
        await using var guardian = new ProcessGuardian();
        var failure = Assert.Throws<ProcessStartException>(() => guardian.Start(Shell("") with { FileName = "no-such-program" }, lines.Add));
        Assert.Contains("'no-such-program' is not on PATH", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_MissingFolder_IsNamed()
    {
        await using var guardian = new ProcessGuardian();
        var failure = Assert.Throws<ProcessStartException>(() => guardian.Start(Shell("") with { WorkingDirectory = "/no/such/folder" }, lines.Add));
        Assert.Contains("/no/such/folder does not exist", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exited_ProcessKilled_Is128PlusSignal()
    {
        await using var guardian = new ProcessGuardian();
        Assert.Equal(137, await guardian.Start(Shell("kill -9 $$"), lines.Add).Exited);
    }

    [Fact]
    public async Task Exited_ChildrenLeftBehind_AreKilled()
    {
        await using var guardian = new ProcessGuardian();
        var child = guardian.Start(Shell("sleep 600 & (setsid sleep 601 &) ; exit 3"), lines.Add);
        Assert.Equal(3, await child.Exited);
        await NothingIsLeftAsync();
    }

    [Theory]
    [InlineData(StopSignal.Interrupt, "INT")]
    [InlineData(StopSignal.Terminate, "TERM")]
    public async Task Stop_Signal_IsTheSpecs(StopSignal signal, string name)
    {
        await using var guardian = new ProcessGuardian();
        var child = guardian.Start(Shell($"trap 'echo got; exit 5' {name}; echo ready; while :; do sleep 0.05; done") with { StopSignal = signal }, lines.Add);
        await Eventually.TrueAsync(() => lines.Output.Contains("ready"), "ready");
        await child.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(5, await child.Exited);
        Assert.Contains("got", lines.Output);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Stop_SignalIgnored_KillsAfterGrace()
    {
        await using var guardian = new ProcessGuardian();
        var child = guardian.Start(Shell("trap '' TERM; echo ready; sleep 600") with { StopGrace = TimeSpan.FromMilliseconds(100) }, lines.Add);
        await Eventually.TrueAsync(() => lines.Output.Contains("ready"), "ready");
        await child.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(137, await child.Exited);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Stop_Cancelled_KillsAtOnce()
    {
        await using var guardian = new ProcessGuardian();
        var child = guardian.Start(Shell("trap '' TERM; echo ready; sleep 600") with { StopGrace = TimeSpan.FromHours(1) }, lines.Add);
        await Eventually.TrueAsync(() => lines.Output.Contains("ready"), "ready");
        await child.StopAsync(new CancellationToken(canceled: true));
        Assert.Equal(137, await child.Exited);
    }

    [Fact]
    public async Task Dispose_RunningChildren_LeavesNothing()
    {
        var guardian = new ProcessGuardian();
        guardian.Start(Shell("sleep 600 & sleep 601"), lines.Add);
        guardian.Start(Shell("sleep 602"), lines.Add);
        var guard = guardian.GuardId;
        await guardian.DisposeAsync();
        await NothingIsLeftAsync();
        Assert.DoesNotContain(ProcessTable.Read(), entry => entry.Id == guard);
        Assert.Throws<ObjectDisposedException>(() => guardian.Start(Shell("true"), lines.Add));
    }

    [Fact]
    public async Task Guard_Killed_IsReplacedByOneThatKnowsTheChildren()
    {
        await using var guardian = new ProcessGuardian();
        guardian.Start(Shell("sleep 600"), lines.Add);
        var first = guardian.GuardId;
        Posix.Signal(first, Posix.SignalKill);
        await Eventually.TrueAsync(() => guardian.GuardId != first, "a new guard");
        var child = guardian.Start(Shell("exit 4"), lines.Add);
        Assert.Equal(4, await child.Exited);
    }

    private ProcessSpec Shell(string command)
    {
        var (name, value) = (mark[..mark.IndexOf('=', StringComparison.Ordinal)], mark[(mark.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        // A shell can't trap a signal that it was started to ignore, as tests that run in the background are.
        return new ProcessSpec("env", ["--default-signal=INT", "/bin/sh", "-c", command], new Dictionary<string, string?> { [name] = value }, "/");
    }

    private Task NothingIsLeftAsync() => Eventually.TrueAsync(
        () => !ProcessTable.Read().Any(entry => ProcessTable.EnvironmentContains(entry.Id, Encoding.UTF8.GetBytes(mark))),
        string.Create(CultureInfo.InvariantCulture, $"no process with {mark}"));
}
