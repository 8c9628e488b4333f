using System.Data;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Scenarios.Database.Integrity;

namespace UpCoach.Scenarios.Tests.Database;

[Trait("kind", "server")]
[Collection(DatabaseTests.Name)]
public sealed class IntegrityScenarioTests(SeededDatabase database)
{
    private const string Writes = """{ "db_concurrent_writes": { "executor": "per-vu-iterations", "vus": 6, "iterations": 40, "env": { "THINK": "0" } } }""";
    private const string Reads = """{ "db_replica_reads": { "executor": "per-vu-iterations", "vus": 3, "iterations": 5, "env": { "THINK": "0", "PATIENCE": "1100ms", "READS": "by the rule" } } }""";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writes_ManyAtOnce_KeepTheLedgerTrue()
    {
        var run = await JudgedRun.RunAsync(database.Lab(), Writes, Stop);

        Assert.Empty(run.Errors);
        Assert.Empty(run.FailedChecks);
        Assert.Equal(Verdict.Passed, run.Targets["database-writes"]);
    }

    [Theory]
    [InlineData("UPDATE perf_lab.accounts SET balance = balance + 1 WHERE ledger = 'writes' AND id = 7")] // money from nowhere
    [InlineData("UPDATE perf_lab.accounts SET balance = balance + CASE id WHEN 7 THEN 1 ELSE -1 END WHERE ledger = 'writes' AND id IN (7, 8)")] // the sum is right
    [InlineData("CREATE RULE lose AS ON INSERT TO perf_lab.transfers DO INSTEAD NOTHING")] // acknowledged and not there
    public async Task Ledger_PlantedAnomaly_FailsItsTargetOnly(string anomaly)
    {
        await using var kept = await database.KeepSchemaAsync();
        await database.DoAsync(anomaly);

        var run = await JudgedRun.RunAsync(database.Lab(), Writes, Stop);

        Assert.Equal(["database-writes"], run.Failed);
        Assert.Equal(["ledger: balances are what the transfers make"], run.FailedChecks);
    }

    [Fact]
    public async Task Isolation_AllLevels_AreAsDocumented()
    {
        var run = await JudgedRun.RunAsync(database.Lab(), Isolation("no"), Stop);

        Assert.Empty(run.Errors);
        Assert.Empty(run.FailedChecks);
        Assert.Equal(Verdict.Passed, run.Targets["database-isolation"]);
        Assert.Equal(20, run.Metrics.SeriesOf("db_isolation_as_documented").Count);
    }

    [Fact]
    public async Task Isolation_ServerThatGivesLess_IsFoundOut()
    {
        var run = await JudgedRun.RunAsync(database.Lab(), Isolation("yes"), Stop);

        Assert.Equal(["database-isolation"], run.Failed);
        Assert.Equal(
            ["isolation: LostUpdate at RepeatableRead is prevented", "isolation: LostUpdate at Serializable is prevented", "isolation: Phantom at RepeatableRead is prevented",
                "isolation: Phantom at Serializable is prevented", "isolation: ReadSkew at RepeatableRead is prevented", "isolation: ReadSkew at Serializable is prevented",
                "isolation: WriteSkew at Serializable is prevented"],
            run.FailedChecks.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(IsolationLevel.ReadUncommitted, "ReadSkew Phantom LostUpdate WriteSkew")]
    [InlineData(IsolationLevel.ReadCommitted, "ReadSkew Phantom LostUpdate WriteSkew")]
    [InlineData(IsolationLevel.RepeatableRead, "WriteSkew")]
    [InlineData(IsolationLevel.Serializable, "")]
    public void Rules_OfEachLevel_AreTheManuals(IsolationLevel level, string allowed) =>
        Assert.Equal(allowed, string.Join(' ', Enum.GetValues<Anomaly>().Where(anomaly => IsolationRules.Allows(level, anomaly))));

    [Fact]
    public async Task Replicas_ReadByTheRule_AreConsistent()
    {
        var run = await JudgedRun.RunAsync(database.Lab(), Reads, Stop);

        Assert.Empty(run.Errors);
        Assert.Empty(run.FailedChecks);
        Assert.DoesNotContain(Verdict.NoData, run.Targets.Values);
        Assert.Equal((Verdict.Passed, Verdict.Passed), (run.Targets["database-own-writes"], run.Targets["database-monotonic"]));
    }

    [Fact]
    public async Task Replica_ThatStandsStill_IsReadAroundByTheRuleAndCountsAsLag()
    {
        await using var kept = await database.KeepSchemaAsync();
        await CatchUpAsync();
        await database.Servers.PauseReplayAsync(Stop);
        try
        {
            var run = await JudgedRun.RunAsync(database.Lab(), Reads.Replace("\"iterations\": 5", "\"iterations\": 1", StringComparison.Ordinal), Stop);

            Assert.Equal(["database-lag"], run.Failed);
            Assert.Empty(run.FailedChecks);
        }
        finally
        {
            await database.Servers.ResumeReplayAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task Replica_ThatStandsStillReadWithoutTheRule_FailsTheTargetsOfConsistency()
    {
        await using var kept = await database.KeepSchemaAsync();
        await CatchUpAsync();
        await database.Servers.PauseReplayAsync(Stop);
        try
        {
            var run = await JudgedRun.RunAsync(
                database.Lab(), Reads.Replace("by the rule", "anywhere", StringComparison.Ordinal).Replace("\"iterations\": 5", "\"iterations\": 8, \"maxDuration\": \"120s\"", StringComparison.Ordinal), Stop);

            Assert.Equal(["database-lag", "database-monotonic", "database-own-writes"], run.Failed);
        }
        finally
        {
            await database.Servers.ResumeReplayAsync(CancellationToken.None);
        }
    }

    private static string Isolation(string weaken) => $$"""
        { "db_isolation_levels": { "executor": "per-vu-iterations", "vus": 3, "iterations": 20, "env": { "THINK": "0", "WEAKEN": "{{weaken}}" } } }
        """;

    // The replica must know the tables before it stands still.
    private async Task CatchUpAsync()
    {
        var replica = new Npgsql.NpgsqlConnectionStringBuilder(database.Servers.PostgresConnectionString);
        replica.Host = replica.Host!.Split(',')[1];
        await using var source = Npgsql.NpgsqlDataSource.Create(replica.ConnectionString);
        var wanted = await database.AskAsync<string>("SELECT pg_current_wal_lsn()::text");
        await Testing.Eventually.TrueAsync(async () =>
        {
            await using var command = source.CreateCommand($"SELECT pg_last_wal_replay_lsn() >= '{wanted}'");
            return await command.ExecuteScalarAsync(Stop) is true;
        }, "the replica has the schema", Stop);
    }
}
