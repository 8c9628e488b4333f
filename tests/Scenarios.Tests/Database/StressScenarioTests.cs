using Npgsql;
using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.Scenarios.Tests.Database;

[Trait("kind", "server")]
[Collection(DatabaseTests.Name)]
public sealed class StressScenarioTests(SeededDatabase database)
{
    private const string Pool = """
        { "db_pool_saturation": { "executor": "per-vu-iterations", "vus": 12, "iterations": 1, "env": { "CONNECTIONS": "12", "RAMP": "2s", "HOLD": "2s", "PACE": "500ms", "PATIENCE": "20s" } } }
        """;

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task PoolOfTwelve_HeldByTwelve_IsUsedUpAndTooSmall()
    {
        var run = await JudgedRun.RunAsync(database.Lab(), Pool, Stop);

        Assert.Empty(run.Errors);
        Assert.Empty(run.FailedChecks);
        Assert.Equal(["database-connections"], run.Failed); // 12 are not 500
        Assert.Equal(12, run.Metrics.Query("db_pool_connections").Max);
        Assert.Equal(Verdict.Passed, run.Targets["database-pool"]);
    }

    [Fact]
    public async Task Session_ThatStays_IsALeak()
    {
        await using var leaked = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Primary) { ApplicationName = "perf-lab saturation", Pooling = false }.ConnectionString);
        await leaked.OpenAsync(Stop);

        var run = await JudgedRun.RunAsync(database.Lab(), Pool.Replace("20s", "3s", StringComparison.Ordinal), Stop);

        Assert.Equal(["database-connections", "database-leaks"], run.Failed.Except(["database-pool"]));
        Assert.True(run.Metrics.Query("db_leaked_connections").Sum >= 1);
    }

    [Fact]
    public async Task Cleanup_CarelessCallers_LeaveNothing()
    {
        var run = await JudgedRun.RunAsync(
            database.Lab(), """{ "db_connection_cleanup": { "executor": "per-vu-iterations", "vus": 2, "iterations": 3, "env": { "THINK": "0" } } }""", Stop);

        Assert.Empty(run.Errors);
        Assert.Empty(run.Failed);
        Assert.DoesNotContain(Verdict.NoData, run.Targets.Values);
        Assert.Equal(180, run.Metrics.Query("db_clean_connections").Count);
    }

    [Fact]
    public async Task Transfers_InOrder_DoNotDeadlock()
    {
        var run = await JudgedRun.RunAsync(database.Lab(), Transfers("ordered"), Stop);

        Assert.Empty(run.Errors);
        Assert.Empty(run.Failed);
        Assert.DoesNotContain(Verdict.NoData, run.Targets.Values);
    }

    [Fact]
    public async Task Transfers_Careless_FailTheTargetsOfDeadlocks()
    {
        var run = await JudgedRun.RunAsync(database.Lab(), Transfers("careless"), Stop);

        Assert.Equal(["database-deadlocked", "database-deadlocks"], run.Failed);
    }

    private static string Transfers(string order) => $$"""
        { "db_deadlock_prevention": { "executor": "per-vu-iterations", "vus": 8, "iterations": 1, "env": { "HOLD": "4s", "ACCOUNTS": "4", "ORDER": "{{order}}" } } }
        """;
}
