using UpCoach.LoadRunners.Runner.Agents;
using UpCoach.LoadRunners.Runner.Runs;

namespace UpCoach.Runner.Tests;

public sealed class AgentLoopbackTests : IDisposable
{
    private readonly RunnerBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("http://127.0.0.1:8080", true, "http://10.0.0.11:7000", "http://10.0.0.12:7000")]
    [InlineData("http://localhost:8080", true, "http://127.0.0.1:7000", "http://10.0.0.11:7000")]
    [InlineData("http://[::1]:8080", true, "http://far.example:7000")]
    [InlineData("http://127.0.0.1:8080", false, "http://127.0.0.1:7000", "http://localhost:7001")]
    [InlineData("http://127.0.0.1:8080", false)]
    [InlineData("http://10.0.0.5:8080", false, "http://10.0.0.11:7000")]
    public void Loopback_WithAgentsElsewhere_IsWarnedOf(string target, bool isWarned, params string[] agents) =>
        Assert.Equal(isWarned, AgentLoopback.Warning(new Uri(target), agents.Select(agent => new Uri(agent))) is not null);

    [Fact]
    public void Warning_NamesTargetAndAgentsOnce() =>
        Assert.Equal(
            "the target http://localhost:8080/ is another system for each machine: 10.0.0.11:7000, far:81 would load their own localhost. Name it by an address that every agent reaches.",
            AgentLoopback.Warning(new Uri("http://localhost:8080"), [new Uri("http://10.0.0.11:7000"), new Uri("http://127.0.0.1:1"), new Uri("http://far:81")]));

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, false, true)]
    public void Machine_OfAgentsElsewhere_IsNotShared(bool isShared, params bool[] elsewhere) =>
        Assert.Equal(isShared, RunRecords.ShareOneMachine(elsewhere.Select(one => new FakeMember("agent") { IsElsewhere = one })));

    [Fact]
    public async Task Run_OfALoopbackTargetByARemoteAgent_WarnsBeforeItBegins()
    {
        using var stop = new CancellationTokenSource();
        _bench.Environment["RUNNER_TOKEN"] = "secret";
        using var system = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        system.Start();
        var running = _bench.CallAsync(stop.Token, "run", _bench.Plan(Plans.Iterations(10)), "--target", $"http://{system.LocalEndpoint}", "--agent", "http://192.0.2.1:7000");
        await RunnerBench.UntilAsync(() => running.IsCompleted || _bench.Error.Length > 0, "a word");
        await stop.CancelAsync();
        Assert.NotEqual(0, await running);
        Assert.StartsWith("warning: the target http://127.0.0.1:", _bench.Error, StringComparison.Ordinal);
    }
}
