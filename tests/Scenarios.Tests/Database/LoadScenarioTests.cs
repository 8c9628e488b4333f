using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.Scenarios.Tests.Database;

[Trait("kind", "server")]
[Collection(DatabaseTests.Name)]
public sealed class LoadScenarioTests(SeededDatabase database)
{
    /// <summary>All scenarios whose queries count as the platform's critical ones.</summary>
    internal const string Everything = """
        {
          "db_user_login": { "executor": "per-vu-iterations", "vus": 3, "iterations": 10, "env": { "THINK": "0" } },
          "db_token_validation": { "executor": "per-vu-iterations", "vus": 3, "iterations": 10, "env": { "THINK": "0" } },
          "db_session_management": { "executor": "per-vu-iterations", "vus": 3, "iterations": 10, "env": { "THINK": "0" } },
          "db_profile_retrieval": { "executor": "per-vu-iterations", "vus": 3, "iterations": 10, "env": { "THINK": "0" } },
          "db_dashboard_metrics": { "executor": "per-vu-iterations", "vus": 2, "iterations": 10, "env": { "THINK": "0" } },
          "db_event_insertion": { "executor": "per-vu-iterations", "vus": 3, "iterations": 10, "env": { "THINK": "0" } },
          "db_complex_analytics": { "executor": "per-vu-iterations", "vus": 2, "iterations": 20, "env": { "THINK": "0" } },
          "db_server_times": { "executor": "per-vu-iterations", "vus": 1, "iterations": 4, "env": { "THINK": "300ms" } },
          "db_read_write_mix": { "executor": "per-vu-iterations", "vus": 3, "iterations": 20, "env": { "THINK": "0" } },
          "db_content_access": { "executor": "per-vu-iterations", "vus": 3, "iterations": 20, "env": { "THINK": "0" } },
          "db_full_text_search": { "executor": "per-vu-iterations", "vus": 3, "iterations": 10, "env": { "THINK": "0" } },
          "db_file_metadata": { "executor": "per-vu-iterations", "vus": 3, "iterations": 10, "env": { "THINK": "0" } },
          "db_content_versioning": { "executor": "per-vu-iterations", "vus": 3, "iterations": 20, "env": { "THINK": "0" } }
        }
        """;

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scenarios_OnThePlatformsTables_AnswerRightAndGiveEveryTargetSamples()
    {
        var run = await database.JudgeAsync(Everything, Stop);

        Assert.Empty(run.Errors);
        Assert.Empty(run.FailedChecks);
        Assert.Equal(16, run.Verdicts.Count);
        Assert.DoesNotContain(Verdict.NoData, run.Verdicts.Values);
        Assert.Equal((Verdict.Passed, Verdict.Passed), (run.Verdicts["database-failed"], run.Verdicts["database-right"]));
    }

    [Fact]
    public async Task Schema_AfterTheLastUser_IsGone()
    {
        var sessions = await database.AskAsync<long>("SELECT count(*) FROM sessions");

        await database.JudgeAsync("""{ "db_user_login": { "executor": "per-vu-iterations", "vus": 2, "iterations": 1, "env": { "THINK": "0" } } }""", Stop);

        Assert.False(await database.AskAsync<bool>("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'perf_lab')"));
        Assert.Equal(sessions, await database.AskAsync<long>("SELECT count(*) FROM sessions"));
    }

    [Fact]
    public async Task Schema_OtherProcessUsesIt_Stays()
    {
        await using (await database.KeepSchemaAsync())
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => await (await database.KeepSchemaAsync()).DisposeAsync()));
            Assert.Equal(100, await database.AskAsync<long>("SELECT count(*) FROM perf_lab.accounts WHERE ledger = 'writes'"));
        }

        Assert.False(await database.AskAsync<bool>("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'perf_lab')"));
    }
}
