using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Protocols.NetworkConditions;

namespace UpCoach.Scenarios.Tests.Database;

[Trait("kind", "server")]
[Collection(DatabaseTests.Name)]
public sealed class LoadScenarioTests(SeededDatabase database)
{
    private const string Everything = """
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
        var run = await JudgedRun.RunAsync(database.Lab(), Everything, Stop);

        Assert.Empty(run.Errors);
        Assert.Empty(run.FailedChecks);
        Assert.Equal(16, run.Targets.Count);
        Assert.DoesNotContain(Verdict.NoData, run.Targets.Values);
        Assert.Equal((Verdict.Passed, Verdict.Passed), (run.Targets["database-failed"], run.Targets["database-right"]));
    }

    [Fact]
    public async Task Schema_AfterTheLastUser_IsGone()
    {
        await JudgedRun.RunAsync(database.Lab(), """{ "db_user_login": { "executor": "per-vu-iterations", "vus": 2, "iterations": 1, "env": { "THINK": "0" } } }""", Stop);

        Assert.False(await database.AskAsync<bool>("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'perf_lab')"));
        Assert.Equal(0, await database.AskAsync<long>("SELECT count(*) FROM sessions"));
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

    /// <summary>A network that takes 150 ms to the database makes the targets of the scenario fail that are about time as the client sees it, and no other.</summary>
    [Fact]
    public async Task SlowNetwork_FailsTheTargetOfTimeOnly()
    {
        var primary = new Npgsql.NpgsqlConnectionStringBuilder(database.Primary);
        await using var network = ShapingProxy.Start(new Uri($"http://{primary.Host}:{primary.Port}"), seed: 1, owner: Stop);
        network.Downstream.Toxics = [new LatencyToxic(TimeSpan.FromMilliseconds(150), TimeSpan.Zero)];
        (primary.Host, primary.Port) = (network.EndPoint.Address.ToString(), network.EndPoint.Port);

        var run = await JudgedRun.RunAsync(
            database.Lab(primary.ConnectionString), """{ "db_profile_retrieval": { "executor": "per-vu-iterations", "vus": 3, "iterations": 5, "env": { "THINK": "0" } } }""", Stop);

        Assert.Equal(["database-profile"], run.Failed);
        Assert.Empty(run.FailedChecks);
    }

    /// <summary>A server that keeps no roll-up answers in time, and wrongly.</summary>
    [Fact]
    public async Task LossyServer_FailsTheCheckThatLooksForWhatWasWritten()
    {
        await using var kept = await database.KeepSchemaAsync();
        await database.DoAsync("""
            CREATE FUNCTION perf_lab.lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
            CREATE TRIGGER lose BEFORE INSERT ON perf_lab.event_seconds FOR EACH ROW EXECUTE FUNCTION perf_lab.lose();
            """);

        var run = await JudgedRun.RunAsync(
            database.Lab(), """{ "db_read_write_mix": { "executor": "per-vu-iterations", "vus": 3, "iterations": 20, "env": { "THINK": "0" } } }""", Stop);

        Assert.Equal(["analytics.live: has what was just written"], run.FailedChecks);
    }
}
