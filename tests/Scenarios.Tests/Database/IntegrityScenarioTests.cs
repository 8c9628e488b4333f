using System.Data;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Scenarios.Database.Integrity;
using UpCoach.Scenarios.Tests.Judging;

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
        var run = await database.JudgeAsync(Writes, Stop);

        Assert.Empty(run.Errors);
        Assert.Empty(run.FailedChecks);
        Assert.Equal(Verdict.Passed, run.Verdicts["database-writes"]);
    }

    [Theory]
    [Fails("database-writes", "UPDATE perf_lab.accounts SET balance = balance + 1 WHERE ledger = 'writes' AND id = 7")] // money from nowhere
    [Fails("database-writes", "UPDATE perf_lab.accounts SET balance = balance + CASE id WHEN 7 THEN 1 ELSE -1 END WHERE ledger = 'writes' AND id IN (7, 8)")] // the sum is right
    [Fails("database-writes", "CREATE RULE lose AS ON INSERT TO perf_lab.transfers DO INSTEAD NOTHING")] // acknowledged and not there
    public async Task Ledger_PlantedAnomaly_FailsItsTargetOnly(string targets, string anomaly)
    {
        await using var kept = await database.KeepSchemaAsync();
        await database.DoAsync(anomaly);

        var run = await database.JudgeAsync(Writes, Stop);

        Assert.Equal(targets, run.FailedBut([]));
        Assert.Equal(["ledger: balances are what the transfers make"], run.FailedChecks);
    }

    [Fact]
    public async Task Isolation_AllLevels_AreAsDocumented()
    {
        var run = await database.JudgeAsync(Isolation("no"), Stop);

        Assert.Empty(run.Errors);
        Assert.Empty(run.FailedChecks);
        Assert.Equal(Verdict.Passed, run.Verdicts["database-isolation"]);
        Assert.Equal(20, run.Metrics.SeriesOf("db_isolation_as_documented").Count);
    }

    [Theory]
    [Fails("database-isolation")]
    public async Task Isolation_ServerThatGivesLess_IsFoundOut(string targets)
    {
        var run = await database.JudgeAsync(Isolation("yes"), Stop);

        Assert.Equal(targets, run.FailedBut([]));
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
        var run = await database.JudgeAsync(Reads, Stop);

        Assert.Empty(run.Errors);
        Assert.Empty(run.FailedChecks);
        Assert.DoesNotContain(Verdict.NoData, run.Verdicts.Values);
        Assert.Equal((Verdict.Passed, Verdict.Passed), (run.Verdicts["database-own-writes"], run.Verdicts["database-monotonic"]));
    }

    [Theory]
    [Fails("database-lag")]
    public async Task Replica_ThatStandsStill_IsReadAroundByTheRuleAndCountsAsLag(string targets)
    {
        await using var kept = await database.KeepSchemaAsync();
        await CatchUpAsync();
        await database.Servers.PauseReplayAsync(Stop);
        try
        {
            var run = await database.JudgeAsync(Reads.Replace("\"iterations\": 5", "\"iterations\": 1", StringComparison.Ordinal), Stop);

            Assert.Equal(targets, run.FailedBut([]));
            Assert.Empty(run.FailedChecks);
        }
        finally
        {
            await database.Servers.ResumeReplayAsync(CancellationToken.None);
        }
    }

    [Theory]
    [Fails("database-lag database-monotonic database-own-writes")]
    public async Task Replica_ThatStandsStillReadWithoutTheRule_FailsTheTargetsOfConsistency(string targets)
    {
        await using var kept = await database.KeepSchemaAsync();
        await CatchUpAsync();
        await database.Servers.PauseReplayAsync(Stop);
        try
        {
            var run = await database.JudgeAsync(Reads.Replace("by the rule", "anywhere", StringComparison.Ordinal).Replace("\"iterations\": 5", "\"iterations\": 8, \"maxDuration\": \"120s\"", StringComparison.Ordinal), Stop);

            Assert.Equal(targets, run.FailedBut([]));
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
