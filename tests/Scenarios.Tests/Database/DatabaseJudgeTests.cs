using UpCoach.LoadRunners.Scenarios.Database.Failover;
using UpCoach.Scenarios.Tests.Judging;

namespace UpCoach.Scenarios.Tests.Database;

/// <summary>Each fault of a server, or of the way to it, makes exactly the targets fail that are about it.</summary>
[Trait("kind", "server")]
[Collection(DatabaseTests.Name)]
public sealed class DatabaseJudgeTests(SeededDatabase database)
{
    private const string Cleanup = """{ "db_connection_cleanup": { "executor": "per-vu-iterations", "vus": 1, "iterations": 2, "env": { "THINK": "0" } } }""";

    private const string Analytics = """
        {
          "db_complex_analytics": { "executor": "per-vu-iterations", "vus": 1, "iterations": 10, "env": { "THINK": "100ms" } },
          "db_server_times": { "executor": "per-vu-iterations", "vus": 1, "iterations": 4, "env": { "THINK": "300ms" } }
        }
        """;

    private const string Backup = """
        {
          "db_backup_load": { "executor": "constant-vus", "vus": 2, "duration": "6s", "gracefulStop": "10s", "env": { "THINK": "10ms" } },
          "db_backup_restore": { "executor": "per-vu-iterations", "vus": 1, "iterations": 1, "startTime": "500ms", "maxDuration": "1h", "env": { "BASELINE": "1s", "SCOPE": "lab" } }
        }
        """;

    // How fast this machine is, which does much else meanwhile.
    private static readonly string[] Speed =
    [
        "database-backup-load", "database-backup-time", "database-complex-cold", "database-complex-server", "database-complex-warm", "database-content", "database-dashboard", "database-files",
        "database-insertion", "database-login", "database-mix", "database-pool", "database-pressure", "database-profile", "database-search", "database-session", "database-token", "database-versions",
    ];

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    /// <summary>By the clock each answer takes 150 ms on its way: what clients see is late, what the server measures is not.</summary>
    [Theory]
    [Fails("database-complex-cold database-complex-warm database-content database-dashboard database-files database-insertion database-login database-mix database-profile database-search database-session database-token database-versions")]
    public async Task SlowNetwork_FailsTheTargetsOfTimeAsClientsSeeIt(string targets)
    {
        var (clock, way) = (new StepClock(), database.Way);
        await using var network = Relay.StartSlow(way.Port, clock, TimeSpan.FromMilliseconds(150));
        way.Port = network.Port;

        var run = await database.JudgeAsync(LoadScenarioTests.Everything, Stop, way, clock);

        Assert.Equal(targets, run.FailedBut(["database-complex-server"]));
        Assert.Empty(run.FailedChecks);
    }

    [Theory]
    [Fails("database-complex-server")]
    public async Task SlowServer_FailsTheTargetOfTimeAtTheServer(string targets)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var slow = SleepAsync(end.Token);

        var run = await database.JudgeAsync(Analytics, Stop);

        await end.CancelAsync();
        await slow;
        Assert.Equal(targets, run.FailedBut(Speed, targets));
        Assert.Empty(run.FailedChecks);
    }

    /// <summary>A server that keeps no roll-up answers in time, and wrongly; one that refuses it does not answer.</summary>
    [Theory]
    [Fails("database-right", "RETURN NULL;")]
    [Fails("database-failed database-right", "RAISE EXCEPTION 'refused';")]
    public async Task LossyServer_FailsTheTargetsOfRightAnswers(string targets, string fault)
    {
        await using var kept = await database.KeepSchemaAsync();
        await database.DoAsync($"""
            CREATE FUNCTION perf_lab.lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {fault} END $$;
            CREATE TRIGGER lose BEFORE INSERT ON perf_lab.event_seconds FOR EACH ROW EXECUTE FUNCTION perf_lab.lose();
            """);

        var run = await database.JudgeAsync(LoadScenarioTests.Everything, Stop);

        Assert.Equal(targets, run.FailedBut(Speed));
    }

    [Theory]
    [Fails("database-cleanup")]
    public async Task Pool_ThatDoesNotCleanUp_FailsTheTargetOfCleanup(string targets)
    {
        var run = await database.JudgeAsync(Cleanup, Stop, new($"{database.Primary};No Reset On Close=true"));

        Assert.Equal(targets, run.FailedBut(Speed));
    }

    [Theory]
    [Fails("database-cleanup database-recycling")]
    public async Task Connections_ThatAreCutOffAtTheirSecondUse_AreNotRecycled(string targets)
    {
        var way = database.Way;
        await using var proxy = Relay.StartThatCutsOff(way.Port, "to_regclass('pg_temp.leftover')"u8.ToArray());
        way.Port = proxy.Port;

        var run = await database.JudgeAsync(Cleanup, Stop, way);

        Assert.Equal(targets, run.FailedBut(Speed));
    }

    [Theory]
    [Fails("database-leaks")]
    public async Task Sessions_ThatStayBehindAProxy_AreLeaks(string targets)
    {
        var (clock, way) = (new StepClock(), database.Way);
        await using var proxy = Relay.StartThatKeepsSessions(way.Port);
        way.Port = proxy.Port;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var hurry = HurryAsync(clock, end.Token);

        var run = await database.JudgeAsync(Cleanup, Stop, way, clock);

        await end.CancelAsync();
        await hurry;
        Assert.Equal(targets, run.FailedBut(Speed));
    }

    /// <summary>The copy of one table lacks what its heirs hold: <c>pg_dump --table</c> leaves them out.</summary>
    [Theory]
    [Fails("database-backup-equal")]
    public async Task Copy_ThatLeavesRowsOut_IsNotEqual(string targets)
    {
        await using var kept = await database.KeepSchemaAsync();
        await database.DoAsync("CREATE TABLE perf_lab.more () INHERITS (perf_lab.archive); INSERT INTO perf_lab.more SELECT * FROM ONLY perf_lab.archive LIMIT 1");

        var run = await database.JudgeAsync(Backup, Stop);

        Assert.Equal(targets, run.FailedBut(Speed));
        Assert.Equal(["restore: perf_lab.archive is equal"], run.FailedChecks);
    }

    /// <summary>As soon as the copy begins, nobody may write, and a minute passes.</summary>
    [Theory]
    [Fails("database-backup-load database-backup-time")]
    public async Task Copy_ThatTakesLongAndStopsWrites_FailsItsTimeAndItsLoad(string targets)
    {
        var clock = new StepClock();
        await using var kept = await database.KeepSchemaAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var blocking = BlockAsync(clock, end.Token);

        var run = await database.JudgeAsync(Backup, Stop, clock: clock);

        await end.CancelAsync();
        await blocking;
        Assert.Equal(targets, run.FailedBut(Speed, targets));
    }

    [Theory]
    [Fails("database-failover-lost", 20, 17)]
    [Fails("database-failover-time", 31)]
    public void Failover_OutcomeThatIsTooBad_FailsItsTarget(string targets, int seconds, int lost = 0)
    {
        var judgement = Judgement.OfSamples("db_failover", user => PrimaryFailover.Record(user, new FailoverOutcome(TimeSpan.FromSeconds(seconds), lost == 0 ? [] : [lost], 100)));

        Assert.Equal(targets, judgement.FailedBut([]));
    }

    // Somebody else's calls of the statement: the server counts them all as one.
    // Enough of them, for what is read is a mean, in which the scenario's own quick calls are too.
    private Task SleepAsync(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
    {
        while (!stop.IsCancellationRequested) await database.DoAsync("/* analytics.headline */ SELECT pg_sleep(0.3)");
    }));

    private static async Task HurryAsync(StepClock clock, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            clock.Skip(TimeSpan.FromSeconds(2));
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task BlockAsync(StepClock clock, CancellationToken stop)
    {
        while (!await database.AskAsync<bool>("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE application_name LIKE '%pg_basebackup')"))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested) return;
        }

        clock.Skip(TimeSpan.FromSeconds(61));
        await using var connection = new Npgsql.NpgsqlConnection(database.Primary);
        await connection.OpenAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await using var lockAll = new Npgsql.NpgsqlCommand("LOCK TABLE perf_lab.transfers IN EXCLUSIVE MODE", connection);
        await lockAll.ExecuteNonQueryAsync(Stop);
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
