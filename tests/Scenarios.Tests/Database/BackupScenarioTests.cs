using Npgsql;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Scenarios.Database.Backup;

namespace UpCoach.Scenarios.Tests.Database;

[Trait("kind", "server")]
[Collection(DatabaseTests.Name)]
public sealed class BackupScenarioTests(SeededDatabase database)
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    /// <summary>The whole database, while transfers go on.</summary>
    [Fact]
    public async Task Copy_UnderLoad_IsEqualAndLeavesNothingBehind()
    {
        var before = Directory.GetDirectories(Path.GetTempPath(), "perf-lab-backup-*").Length;

        var run = await database.JudgeAsync("""
            {
              "db_backup_load": { "executor": "constant-vus", "vus": 2, "duration": "8s", "gracefulStop": "10s", "env": { "THINK": "10ms" } },
              "db_backup_restore": { "executor": "per-vu-iterations", "vus": 1, "iterations": 1, "startTime": "500ms", "maxDuration": "120s", "env": { "BASELINE": "1s" } }
            }
            """, Stop);

        Assert.Empty(run.Errors);
        Assert.Empty(run.FailedChecks);
        Assert.Equal(Verdict.Passed, run.Verdicts["database-backup-equal"]);
        Assert.Equal(["base-backup", "dump", "restore", "verify"], run.Metrics.TagValues("db_backup_duration", "step").Order());
        Assert.True(run.Metrics.Query("db_backup_equal").Count > 20, "every table is compared");
        Assert.Equal(before, Directory.GetDirectories(Path.GetTempPath(), "perf-lab-backup-*").Length);
        Assert.Equal(0, await database.AskAsync<long>("SELECT count(*) FROM pg_database WHERE datname LIKE 'perf_lab%'"));
    }

    [Theory]
    [InlineData("UPDATE copied SET body = 'other' WHERE id = 7", false)]
    [InlineData("DELETE FROM copied WHERE id = 7", false)]
    [InlineData("INSERT INTO copied SELECT * FROM copied WHERE id = 7", false)]
    [InlineData("DELETE FROM copied WHERE id = 7; INSERT INTO copied VALUES (7, 'body 7')", true)] // the same rows in another order
    public async Task Checksum_PlantedDifference_IsSeen(string change, bool isEqual)
    {
        await database.DoAsync("DROP TABLE IF EXISTS copied; CREATE TABLE copied AS SELECT id, 'body ' || id AS body FROM generate_series(1, 100) id");
        var before = await ReadAsync();
        await database.DoAsync(change);
        var after = await ReadAsync();
        await database.DoAsync("DROP TABLE copied");

        Assert.Equal(isEqual, before == after);
    }

    private async Task<string> ReadAsync()
    {
        await using var connection = new NpgsqlConnection(database.Primary);
        await connection.OpenAsync(Stop);
        return (await TableChecksums.ReadAsync(connection, ["public.copied"], Stop))["public.copied"];
    }
}
