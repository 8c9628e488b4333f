using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using UpCoach.LoadRunners.Runner.Agents;

namespace UpCoach.Runner.Tests;

/// <summary>Real agent processes against a real server.</summary>
[Trait("kind", "server")]
public sealed class DistributedRunTests : RunnerTest
{
    [Fact]
    public async Task ThreeAgents_OnePlan_TogetherSendWhatTheServerCounted()
    {
        var before = _system.Requests;
        var exit = await _bench.CallAsync("run", _bench.Plan(Plans.Iterations(1000, """{"http_req_failed": ["rate<0.01"]}""")),
            "--target", _system.Address.ToString(), "--agents", "3", "--out", _bench.Run);
        _bench.AssertExit(0, exit);
        Assert.Equal(1000, _system.Requests - before);
        Assert.Equal(1000, _bench.Requests());
        var agents = _bench.Summary().GetProperty("run").GetProperty("agents");
        Assert.Equal(3, agents.GetArrayLength());
        Assert.All(agents.EnumerateArray(), agent => Assert.InRange(agent.GetProperty("requests").GetInt64(), 330, 340));
    }

    [Fact]
    public async Task Agents_AfterTheRun_HaveEnded()
    {
        var token = AgentToken.Generate();
        var agent = await AgentProcess.StartAsync(token, TextWriter.Null, TestContext.Current.CancellationToken);
        var id = agent.Id;
        await agent.DisposeAsync();
        await RunnerBench.UntilAsync(() => !IsAlive(id), "the agent's end");
    }

    [Fact]
    public async Task Agent_WithoutTheToken_Answers401AndStaysHealthy()
    {
        await using var agent = await AgentProcess.StartAsync(AgentToken.Generate(), TextWriter.Null, TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = agent.Address };
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(AgentRoutes.Clock, TestContext.Current.CancellationToken)).StatusCode);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "guess");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsync(AgentRoutes.Stop, null, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Coordinator_WithAnotherToken_SaysSo()
    {
        await using var agent = await AgentProcess.StartAsync(AgentToken.Generate(), TextWriter.Null, TestContext.Current.CancellationToken);
        Discover("runner-1", agent.Address);
        _bench.Environment["RUNNER_TOKEN"] = "another";
        Assert.Equal(1, await CoordinateAsync(Plans.Iterations(10)));
        Assert.Contains("refused the token", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agents_RemoteAndLocal_ShareOneRunAndStateTheirClocks()
    {
        var token = AgentToken.Generate();
        await using var remote = await AgentProcess.StartAsync(token, TextWriter.Null, TestContext.Current.CancellationToken);
        _bench.Environment["RUNNER_TOKEN"] = token.Secret;
        var before = _system.Requests;
        _bench.AssertExit(0, await _bench.CallAsync("run", _bench.Plan(Plans.Iterations(400)), "--target", _system.Address.ToString(), "--out", _bench.Run,
            "--agents", "1", "--agent", remote.Address.ToString()));
        Assert.Equal(400, _system.Requests - before);
        var agents = _bench.Summary().GetProperty("run").GetProperty("agents");
        Assert.Equal(["agent-1", remote.Address.Authority], agents.EnumerateArray().Select(agent => agent.GetProperty("name").GetString()));
        Assert.All(agents.EnumerateArray(), agent => Assert.InRange(Math.Abs(agent.GetProperty("clockOffsetMs").GetDouble()), 0, agent.GetProperty("clockErrorMs").GetDouble() + 0.001));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Keys_WhileRunning_ScaleTheControlledUsers(int agents)
    {
        // The run ends as soon as its own figures have the five users.
        var plan = """{"scenarios": {"hand": {"executor": "externally-controlled", "exec": "http_get", "vus": 2, "maxVUs": 8, "duration": "60s", "env": {"PATH": "/load", "THINK_MS": "20"}}}, "thresholds": {"vus": [{"threshold": "value<5", "abortOnFail": true}]}}""";
        var before = _system.Requests;
        var keys = new Queue<char>("+++");
        var terminal = new Live.FakeTerminal(100, 30);
        _bench.Environment.Clear();
        _bench.Terminal = terminal.Console;
        _bench.ReadKey = () => _system.Requests > before + 20 && keys.TryDequeue(out var key) ? key : null;
        await _bench.CallAsync("run", _bench.Plan(plan), "--target", _system.Address.ToString(), "--agents", $"{agents}", "--out", _bench.Run);
        Assert.Equal(5, _bench.Summary().GetProperty("metrics").GetProperty("vus").GetProperty("max").GetInt32());
        Assert.Contains("5 of 8", terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agent_UnderLoad_ShowsItToPrometheus()
    {
        var token = AgentToken.Generate();
        await using var agent = await AgentProcess.StartAsync(token, TextWriter.Null, TestContext.Current.CancellationToken);
        Discover("runner-1", agent.Address);
        _bench.Environment["RUNNER_TOKEN"] = token.Secret;
        _bench.AssertExit(0, await CoordinateAsync(Plans.Iterations(100)));
        using var client = new HttpClient { BaseAddress = agent.Address };
        var metrics = await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Contains("k6_http_reqs_total{", metrics, StringComparison.Ordinal);
        Assert.Contains("k6_vus", metrics, StringComparison.Ordinal);
    }

    private void Discover(string name, Uri address)
    {
        _bench.Environment[$"services__{name}__http__0"] = address.ToString();
        _bench.Environment["services__cdn-us-east__http__0"] = _system.Address.ToString();
    }

    private Task<int> CoordinateAsync(string plan) => _bench.CallAsync("coordinate", _bench.Plan(plan), "--out", _bench.Run);

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
