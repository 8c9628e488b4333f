using System.Globalization;
using UpCoach.LoadRunners.Protocols.NetworkConditions;
using UpCoach.LoadRunners.Protocols.Redis;
using UpCoach.LoadRunners.Scenarios.Cache;
using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.Scenarios.Tests.Judging;
using UpCoach.Scenarios.Tests.Running;

namespace UpCoach.Scenarios.Tests.Cache;

/// <summary>The scenarios that start a topology of their own, on real clusters, replicas and sentinels. Nothing runs afterwards.</summary>
[Trait("kind", "server")]
[Collection(CacheTests.Name)]
public sealed class CacheTopologyTests(ReferenceApi api)
{
    private const string Lag = """{ "cache_replication_lag": { "executor": "per-vu-iterations", "vus": 1, "iterations": 1, "env": { "SECONDS": "1" } } }""";
    private const string Cluster = """{ "cache_cluster": { "executor": "per-vu-iterations", "vus": 1, "iterations": 1, "env": { "SECONDS": "1" } } }""";
    private const string Eviction = """{ "cache_eviction": { "executor": "per-vu-iterations", "vus": 1, "iterations": 1, "env": { "KEYS": "3000", "READS": "12000" } } }""";
    private const string Failover = """{ "cache_sentinel_failover": { "executor": "per-vu-iterations", "vus": 1, "iterations": 1, "env": { "SECONDS": "1" } } }""";

    // How fast this machine is; and how much of a small memory the client's own buffers take.
    private static readonly string[] Speed = ["cache-eviction-hits", "cache-cluster-latency", "cache-cluster-throughput", "cache-failover-lost-unreplicated", "cache-failover-time", "cache-replication-lag"];
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly RedisLab _lab = new(api.Servers);
    private readonly StepClock _clock = new();

    [Theory]
    [InlineData(Lag, "")]
    [InlineData(Cluster, "cache-cluster-errors")]
    [InlineData(Eviction, "cache-eviction-errors cache-eviction-gain cache-eviction-memory")]
    [InlineData(Failover, "cache-failover-lost")]
    public async Task RealTopology_EveryScenario_HoldsItsTargetsAndLeavesNothing(string scenarios, string held)
    {
        var judgement = await JudgeAsync(scenarios);

        Assert.Empty(judgement.Errors);
        Assert.Empty(judgement.FailedChecks);
        Assert.True(judgement.FailedBut(Speed).Length == 0, $"{judgement}\nerrors: {string.Join(' ', judgement.Metrics.TagValues("redis_errors", "error"))}");
        Assert.Equal(held, string.Join(' ', judgement.Passed.Except(Speed)));
        Assert.Empty(_lab.Running);
    }

    [Theory]
    [Fails("cache-replication-lag")]
    public async Task Replica_BehindASlowLine_FailsTheLag(string targets)
    {
        ShapingProxy? line = null;
        _lab.ReplicationPort = port =>
        {
            line = ShapingProxy.Start(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")), seed: 1, owner: Stop);
            line.Downstream.Toxics = [new LatencyToxic(TimeSpan.FromMilliseconds(200), TimeSpan.Zero)];
            return line.Through(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"))).Port;
        };

        var judgement = await JudgeAsync(Lag);
        if (line is not null) await line.DisposeAsync();

        Assert.Equal(targets, judgement.FailedBut([]));
    }

    /// <summary>Just before it becomes the primary, which takes half a minute more by the clock, the replica loses everything.</summary>
    [Theory]
    [Fails("cache-failover-lost cache-failover-lost-unreplicated cache-failover-time")]
    public async Task Replica_ThatForgetsAndIsLate_FailsTheLostWritesAndTheTime(string targets)
    {
        _lab.BeforeKill = async _ =>
        {
            _clock.Skip(TimeSpan.FromSeconds(31));
            await _lab.CliAsync("cache-secondary-1", "CONFIG", "SET", "replica-read-only", "no");
            await _lab.CliAsync("cache-secondary-1", "FLUSHALL");
        };

        var judgement = await JudgeAsync(Failover);

        Assert.Equal(targets, judgement.FailedBut([]));
    }

    [Fact]
    public void Info_ByResp3_IsReadWithoutItsKind() => Assert.Equal("ok", RedisInfoReader.Read("txt:cluster_state:ok\r\ncluster_size:3\r\n")["cluster_state"]);

    [Fact]
    public void ReplicationInfo_BytesBehind_AreTheDifference()
    {
        var info = RedisInfoReader.Read("# Replication\r\nrole:master\r\nslave0:ip=127.0.0.1,port=1,state=online,offset=980,lag=0\r\nmaster_repl_offset:1000\r\n");

        Assert.Equal(20, ReplicationLag.BytesBehind(info));
        Assert.Null(ReplicationLag.BytesBehind(RedisInfoReader.Read("role:master\r\nmaster_repl_offset:1000")));
    }

    private async Task<Judgement> JudgeAsync(string scenarios)
    {
        await using var control = await StandInControl.StartAsync(_lab.CommandAsync);
        var environment = new Dictionary<string, string>(control.Environment) { ["ConnectionStrings__cache"] = api.Servers.RedisConnectionString };
        return await Judgement.RunAsync(api.Address, scenarios, new LabServices(environment), Stop, _clock);
    }
}
