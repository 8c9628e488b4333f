using Npgsql;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Database.Failover;
using UpCoach.Testing;

namespace UpCoach.Scenarios.Tests.Database;

public sealed class FailoverTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    [Trait("kind", "server")]
    public async Task Primary_KilledUnderWrites_LosesNothingAcknowledged()
    {
        await using var cluster = new OwnCluster();

        var outcome = await new FailoverTrial(cluster, TimeProvider.System).RunAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), Stop);

        Assert.Empty(outcome.Lost);
        Assert.True(outcome.Acknowledged > 0);
        Assert.True(outcome.Outage > TimeSpan.Zero);
    }

    [Fact]
    public void Missing_PlantedLoss_IsFound()
    {
        var writes = Writes(1, 2, 3);

        Assert.Equal([2L], writes.Missing(new HashSet<long> { 1, 3, 4 })); // 4 was committed, but its answer was lost: no harm
        Assert.Empty(writes.Missing(new HashSet<long> { 1, 2, 3 }));
    }

    [Fact]
    public void LongestGap_KillBetweenWrites_IsFromTheLastBeforeToTheFirstAfter()
    {
        Assert.Equal(TimeSpan.FromSeconds(7), Writes(1, 2, 9, 10).LongestGap(TimeSpan.FromSeconds(3)));
        Assert.Null(Writes(1, 2).LongestGap(TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public void LongestGap_WritesThatWereOnTheirWay_DoNotHideTheOutage() =>
        Assert.Equal(TimeSpan.FromSeconds(20), Writes(1, 4, 24).LongestGap(TimeSpan.FromSeconds(3)));

    [Fact]
    public void Record_LostWrite_IsCountedAndFailsTheCheck()
    {
        var recorder = new MetricRecorder();
        PrimaryFailover.Record(
            new VirtualUser(new VirtualUserOptions { Scenario = "db_failover", Number = 1, Target = new Uri("http://127.0.0.1:1"), Recorder = recorder }),
            new FailoverOutcome(TimeSpan.FromSeconds(2), [17], 100));
        var store = new MetricStore();
        store.Add(recorder.TakeInterval(TimeSpan.Zero, TimeSpan.FromSeconds(1), 1));

        Assert.Equal((1, 2000), (store.Query("db_failover_lost_writes").Sum, Math.Round(store.Query("db_failover_write_outage").Max, -1)));
        Assert.Equal(0.5, store.Query("checks").Rate);
    }

    // A write a second, at these seconds.
    private static AcknowledgedWrites Writes(params int[] seconds)
    {
        var writes = new AcknowledgedWrites();
        foreach (var (index, second) in seconds.Index()) writes.Add(index + 1, TimeSpan.FromSeconds(second));
        return writes;
    }

    private sealed class OwnCluster : IDatabaseCluster
    {
        private LabServers? _servers;

        public async Task<(string Primary, string Replica)> StartAsync(CancellationToken stop)
        {
            _servers = await LabServers.StartAsync(stop);
            var hosts = new NpgsqlConnectionStringBuilder(_servers.PostgresConnectionString).Host!.Split(',');
            return (In(hosts[0]), In(hosts[1]));

            string In(string host) => new NpgsqlConnectionStringBuilder(_servers.PostgresConnectionString) { Host = host.Split(':')[0], Port = int.Parse(host.Split(':')[1], null), Database = "postgres" }.ConnectionString;
        }

        public Task KillPrimaryAsync(CancellationToken stop) => _servers!.KillPrimaryAsync(stop);

        public ValueTask DisposeAsync() => _servers?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
