using System.Diagnostics;
using UpCoach.LoadRunners.Runner.Agents;

namespace UpCoach.Runner.Tests;

/// <summary>Agents that die, refuse, are not there, or are told to end; real processes against a real server.</summary>
[Trait("kind", "server")]
public sealed class AgentEndTests : RunnerTest
{
    [Theory]
    [InlineData(false, 3, "Void")]
    [InlineData(true, 0, "Passed")]
    public async Task Agent_Killed_IsNamedAndVoidsTheRunUnlessPartsAreAllowed(bool allowPartial, int exitCode, string outcome)
    {
        var token = AgentToken.Generate();
        await using var first = await AgentProcess.StartAsync(token, TextWriter.Null, TestContext.Current.CancellationToken);
        await using var second = await AgentProcess.StartAsync(token, TextWriter.Null, TestContext.Current.CancellationToken);
        _bench.Environment["RUNNER_TOKEN"] = token.Secret;
        var before = _system.Requests;
        // Void ends at once; what is judged goes on to the end of its time.
        string[] more = allowPartial ? ["--allow-partial"] : [];
        var running = _bench.CallAsync(["run", _bench.Plan(Plans.Looping(allowPartial ? "6s" : "10m")), "--target", _system.Address.ToString(), "--out", _bench.Run,
            "--agent", first.Address.ToString(), "--agent", second.Address.ToString(), .. more]);
        await RunnerBench.UntilAsync(() => _system.Requests > before + 50, "load");
        using (var victim = Process.GetProcessById(second.Id)) victim.Kill(); // SIGKILL
        var isJudged = _bench.AssertExit(exitCode, await running);
        Assert.Contains($"Runner {second.Address.Authority} with the share 1/2:1 was lost", _bench.Error, StringComparison.Ordinal);
        var run = _bench.Summary().GetProperty("run");
        Assert.Equal(isJudged ? outcome : "Void", run.GetProperty("verdict").GetProperty("outcome").GetString());
        Assert.NotEqual("", run.GetProperty("agents")[1].GetProperty("problem").GetString());
        Assert.Equal(allowPartial, run.GetProperty("generator").GetProperty("notes").EnumerateArray().Any(note => note.GetString()!.Contains("--allow-partial", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Threshold_ThatAborts_EndsEveryAgent()
    {
        var plan = """{"scenarios": {"looping": {"executor": "constant-vus", "exec": "http_get", "vus": 6, "duration": "10m", "gracefulStop": "0s", "env": {"PATH": "/broken", "THINK_MS": "20"}}}, "thresholds": {"http_req_failed": [{"threshold": "rate<0.01", "abortOnFail": true}]}}""";
        _bench.AssertExit(99, await _bench.CallAsync("run", _bench.Plan(plan), "--target", _system.Address.ToString(), "--agents", "3", "--out", _bench.Run));
        Assert.Equal(3, _bench.Summary().GetProperty("run").GetProperty("agents").EnumerateArray().Count(agent => agent.GetProperty("requests").GetInt64() > 0));
        // An agent that went on would keep its connections.
        await RunnerBench.UntilAsync(() => _system.Connections == 0, "the last agent's end");
    }

    [Fact]
    public async Task RemoteAgent_OfAnotherToken_IsRefusedWithTheVariablesName()
    {
        await using var agent = await AgentProcess.StartAsync(AgentToken.Generate(), TextWriter.Null, TestContext.Current.CancellationToken);
        _bench.Environment["RUNNER_TOKEN"] = "another";
        Assert.Equal(1, await _bench.CallAsync("run", _bench.Plan(Plans.Iterations(10)), "--target", _system.Address.ToString(), "--agent", agent.Address.ToString(), "--out", _bench.Run));
        Assert.Contains("refused the token: RUNNER_TOKEN differs", _bench.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("another", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RemoteAgent_ThatIsNotThere_SaysHowToStartIt()
    {
        _bench.Environment["RUNNER_TOKEN"] = "secret";
        Assert.Equal(1, await _bench.CallAsync("run", _bench.Plan(Plans.Iterations(10)), "--target", _system.Address.ToString(), "--agent", "http://127.0.0.1:1", "--out", _bench.Run));
        Assert.Contains("did not answer within 5 s; start it there with 'Runner agent'", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coordinator_Interrupted_StopsTheAgentsAndKeepsFiles()
    {
        using var stop = new CancellationTokenSource();
        var before = _system.Requests;
        var running = _bench.CallAsync(stop.Token, "run", _bench.Plan(Plans.Looping("10m")), "--target", _system.Address.ToString(),
            "--agents", "2", "--out", _bench.Run);
        // What an agent has handed over is kept, also when it is too slow to hand over the rest.
        await RunnerBench.UntilAsync(() => _bench.Out.Contains("running (", StringComparison.Ordinal), "a second of load");
        await stop.CancelAsync();
        Assert.Equal(105, await running);
        Assert.True(_bench.Requests() > 0);
        var after = _system.Requests;
        Assert.True(_bench.Requests() <= after - before);
    }
}
