using System.Globalization;
using Npgsql;
using UpCoach.AppHost.Resources;
using UpCoach.Testing;

namespace UpCoach.AppHost.Tests.LabControl;

/// <summary>The servers on demand, started, broken and brought back by the lab's control.</summary>
[Trait("kind", "server")]
public sealed class OnDemandTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FailoverDatabase_PrimaryKilled_ReplicaTakesOverAndPrimaryComesBack()
    {
        await using var lab = await ControlledLab.StartAsync(builder => builder.AddFailoverDatabase("failover-db"), Stop);
        var primary = await lab.AskAsync("failover-db", "start", Stop);
        var replica = await lab.AskAsync("failover-db-replica-1", "start", Stop);
        await SqlAsync(primary, "CREATE TABLE facts (n int); INSERT INTO facts VALUES (1)");
        await Eventually.TrueAsync(
            async () => await SqlAsync(primary, "SELECT application_name FROM pg_stat_replication WHERE state = 'streaming' AND replay_lsn = pg_current_wal_lsn()") is "failover-db-replica-1",
            "the replica has caught up", Stop);
        Assert.Equal("32MB", await SqlAsync(replica, "SHOW shared_buffers"));
        Assert.Equal("Exited", (await lab.AskAsync("failover-db", "kill", Stop)).State);
        Assert.True(await SqlAsync(replica, "SELECT pg_promote()") is true);
        await SqlAsync(replica, "INSERT INTO facts VALUES (2)");
        Assert.Equal(2L, await SqlAsync(replica, "SELECT count(*) FROM facts"));

        // A promoted replica needs no primary to start again; the old primary comes back as it was.
        await lab.AskAsync("failover-db-replica-1", "stop", Stop);
        replica = await lab.AskAsync("failover-db-replica-1", "start", Stop);
        Assert.Equal(2L, await SqlAsync(replica, "SELECT count(*) FROM facts"));
        primary = await lab.AskAsync("failover-db", "start", Stop);
        Assert.Equal(1L, await SqlAsync(primary, "SELECT count(*) FROM facts"));
        Assert.False(lab.Watch.Failed.IsCompleted);
    }

    [Fact]
    public async Task RedisCluster_LastStart_FormsItAndAKilledNodeComesBack()
    {
        await using var lab = await ControlledLab.StartAsync(builder => builder.AddRedisCluster("cache-cluster", masters: 3), Stop);
        var names = Enumerable.Range(1, 6).Select(number => string.Create(CultureInfo.InvariantCulture, $"cache-cluster-{number}")).ToList();
        var nodes = await Task.WhenAll(names.Select(name => lab.AskAsync(name, "start", Stop)));
        using (var first = await OpenAsync(nodes[0]))
        {
            Assert.Contains("cluster_state:ok", await first.AskAsync("CLUSTER INFO", Stop), StringComparison.Ordinal);
            Assert.Contains("cluster_slots_ok:16384", await first.AskAsync("CLUSTER INFO", Stop), StringComparison.Ordinal);
            var lines = (await first.AskAsync("CLUSTER NODES", Stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal((3, 3), (lines.Count(line => line.Contains("master", StringComparison.Ordinal)), lines.Count(line => line.Contains("slave", StringComparison.Ordinal))));
        }

        await lab.AskAsync(names[1], "kill", Stop);
        await SaysAsync(nodes[4], "INFO replication", "role:master", "the replica of the killed master takes its place");
        await SaysAsync(nodes[0], "CLUSTER INFO", "cluster_state:ok", "all slots are served again");
        await SaysAsync(await lab.AskAsync(names[1], "start", Stop), "INFO replication", "role:slave", "it comes back as a replica");
        Assert.False(lab.Watch.Failed.IsCompleted);
    }

    [Fact]
    public async Task SentinelRedis_PrimaryKilled_SecondaryTakesOverAndPrimaryComesBackAsItsFollower()
    {
        await using var lab = await ControlledLab.StartAsync(builder => builder.AddSentinelRedis("cache"), Stop);
        await lab.AskAsync("cache-primary", "start", Stop);
        var secondary = await lab.AskAsync("cache-secondary-1", "start", Stop);
        var sentinels = await Task.WhenAll(Enumerable.Range(1, 3).Select(number => lab.AskAsync(string.Create(CultureInfo.InvariantCulture, $"cache-sentinel-{number}"), "start", Stop)));
        await SaysAsync(sentinels[0], "INFO sentinel", "slaves=1,sentinels=3", "the sentinels know each other and the secondary");
        await lab.AskAsync("cache-primary", "kill", Stop);
        await SaysAsync(secondary, "INFO replication", "role:master", "the secondary takes over");
        await SaysAsync(sentinels[0], "INFO sentinel", $"address={secondary.ConnectionString!.Split(',')[0]}", "the sentinels name it");
        await SaysAsync(await lab.AskAsync("cache-primary", "start", Stop), "INFO replication", "role:slave", "the old primary follows");
        Assert.False(lab.Watch.Failed.IsCompleted);
    }

    [Fact]
    public async Task ScratchRedis_Stopped_ComesBackEmpty()
    {
        await using var lab = await ControlledLab.StartAsync(builder => builder.AddScratchRedis("cache-scratch"), Stop);
        using (var before = await OpenAsync(await lab.AskAsync("cache-scratch", "start", Stop)))
        {
            await before.AskAsync("SET fact 1", Stop);
        }

        await lab.AskAsync("cache-scratch", "stop", Stop);
        using var after = await OpenAsync(await lab.AskAsync("cache-scratch", "start", Stop));
        Assert.Equal("0", await after.AskAsync("DBSIZE", Stop));
    }

    // With a connection each time: a server that changes its role closes those of its clients, and may do so within a question.
    private static Task SaysAsync(LabControlAnswer server, string question, string text, string what) => Eventually.TrueAsync(
        async () =>
        {
            try
            {
                using var talk = await OpenAsync(server);
                return (await talk.AskAsync(question, Stop)).Contains(text, StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        },
        what,
        Stop);

    private static Task<RedisTalk> OpenAsync(LabControlAnswer server)
    {
        // host:port,password=secret
        var parts = server.ConnectionString!.Split([":", ",password="], StringSplitOptions.None);
        return RedisTalk.OpenAsync(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2], Stop);
    }

    private static async Task<object?> SqlAsync(LabControlAnswer server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString + ";Database=postgres;Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Stop);
    }
}
