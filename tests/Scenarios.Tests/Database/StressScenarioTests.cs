using Npgsql;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Protocols.NetworkConditions;
using UpCoach.Scenarios.Tests.Judging;

namespace UpCoach.Scenarios.Tests.Database;

[Trait("kind", "server")]
[Collection(DatabaseTests.Name)]
public sealed class StressScenarioTests(SeededDatabase database)
{
    private const string Pool = """
        { "db_pool_saturation": { "executor": "per-vu-iterations", "vus": 12, "iterations": 1, "env": { "CONNECTIONS": "12", "RAMP": "2s", "HOLD": "2s", "PACE": "500ms", "PATIENCE": "20s" } } }
        """;

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [Fails("database-connections")] // 12 are not 500
    public async Task PoolOfTwelve_HeldByTwelve_IsUsedUpAndTooSmall(string targets)
    {
        var run = await database.JudgeAsync(Pool, Stop);

        Assert.Empty(run.Errors);
        Assert.Empty(run.FailedChecks);
        Assert.Equal(targets, run.FailedBut([]));
        Assert.Equal(12, run.Metrics.Query("db_pool_connections").Max);
        Assert.Equal(Verdict.Passed, run.Verdicts["database-pool"]);
    }

    [Theory]
    [Fails("database-connections database-pool")]
    public async Task PoolOfTwelve_HeldBySix_IsNotUsedUp(string targets)
    {
        var run = await database.JudgeAsync(Pool.Replace("\"vus\": 12", "\"vus\": 6", StringComparison.Ordinal), Stop);

        Assert.Equal(targets, run.FailedBut([]));
    }

    /// <summary>The queries are slow, and nobody holds as many connections meanwhile as there should be.</summary>
    [Theory]
    [Fails("database-connections database-pressure database-pressure-on")]
    public async Task Queries_SlowAndNotUnderPressure_FailBothTargets(string targets)
    {
        var way = database.Way;
        await using var network = ShapingProxy.Start(new Uri($"http://{way.Host}:{way.Port}"), seed: 1, owner: Stop);
        network.Downstream.Toxics = [new LatencyToxic(TimeSpan.FromMilliseconds(150), TimeSpan.Zero)];
        (way.Host, way.Port) = (network.EndPoint.Address.ToString(), network.EndPoint.Port);
        var both = System.Text.Json.Nodes.JsonNode.Parse(Pool)!;
        both["db_queries_under_pressure"] = System.Text.Json.Nodes.JsonNode.Parse("""{ "executor": "per-vu-iterations", "vus": 1, "iterations": 2, "env": { "THINK": "100ms" } }""");

        var run = await database.JudgeAsync(both.ToJsonString(), Stop, way);

        Assert.Equal(targets, run.FailedBut(["database-pool"]));
    }

    [Theory]
    [Fails("database-connections database-pool-leaks")]
    public async Task Session_ThatStays_IsALeak(string targets)
    {
        await using var leaked = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Primary) { ApplicationName = "perf-lab saturation", Pooling = false }.ConnectionString);
        await leaked.OpenAsync(Stop);

        var run = await database.JudgeAsync(Pool.Replace("20s", "3s", StringComparison.Ordinal), Stop);

        Assert.Equal(targets, run.FailedBut(["database-pool"]));
        Assert.True(run.Metrics.Query("db_leaked_connections").Sum >= 1);
    }

    [Fact]
    public async Task Cleanup_CarelessCallers_LeaveNothing()
    {
        var run = await database.JudgeAsync("""{ "db_connection_cleanup": { "executor": "per-vu-iterations", "vus": 2, "iterations": 3, "env": { "THINK": "0" } } }""", Stop);

        Assert.Empty(run.Errors);
        Assert.Empty(run.Failed);
        Assert.DoesNotContain(Verdict.NoData, run.Verdicts.Values);
        Assert.Equal(180, run.Metrics.Query("db_clean_connections").Count);
    }

    [Fact]
    public async Task Transfers_InOrder_DoNotDeadlock()
    {
        var run = await database.JudgeAsync(Transfers("ordered"), Stop);

        Assert.Empty(run.Errors);
        Assert.Empty(run.Failed);
        Assert.DoesNotContain(Verdict.NoData, run.Verdicts.Values);
    }

    [Theory]
    [Fails("database-deadlocked database-deadlocks")]
    public async Task Transfers_Careless_FailTheTargetsOfDeadlocks(string targets)
    {
        var run = await database.JudgeAsync(Transfers("careless"), Stop);

        Assert.Equal(targets, run.FailedBut([]));
    }

    private static string Transfers(string order) => $$"""
        { "db_deadlock_prevention": { "executor": "per-vu-iterations", "vus": 8, "iterations": 1, "env": { "HOLD": "4s", "ACCOUNTS": "4", "ORDER": "{{order}}" } } }
        """;
}
