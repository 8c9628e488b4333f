using System.Net;
using StackExchange.Redis;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Redis;
using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>
/// Starts a cluster of three primaries with a replica each, has sixteen clients read and write on it for <c>SECONDS</c> (four reads to a write), does the same on the platform's
/// lone cache for comparison, and stops the cluster.
/// </summary>
internal sealed class ClusterLoad(VirtualUser user, LabServices lab) : IScenario
{
    private const int Clients = 16;
    private const int Keys = 2_000;
    private const int ValueBytes = 256;
    private const int Primaries = 3;
    private const double Writes = 0.2;
    private const string Slots = "16384"; // all there are
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly string NodeCount = FormattableString.Invariant($"{2 * Primaries}");
    private static readonly string[] Nodes = [.. Enumerable.Range(1, 2 * Primaries).Select(number => FormattableString.Invariant($"cache-cluster-{number}"))];

    private readonly TimeSpan _length = EnvNumber.ReadLength(user, "SECONDS", 10);

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        await using (var servers = new BorrowedServers(lab))
        {
            var addresses = await servers.StartAsync(stop, Nodes);
            await using var cluster = await FormedAsync(addresses, stop);
            if (cluster is null) return;
            await LoadAsync("cluster", cluster, stop);
            await CheckSpreadAsync(cluster);
        }

        await using var single = await RedisDoor.OpenAsync(lab.ConnectionString(LabServices.Cache));
        await LoadAsync("single", single, stop);
    }

    // A client that comes before all parts of the key space are given out would know half a cluster.
    private async ValueTask<RedisTransport?> FormedAsync(string[] addresses, CancellationToken stop)
    {
        for (var begin = user.Clock.GetTimestamp(); user.Clock.GetElapsedTime(begin) < Patience;)
        {
            var cluster = await RedisDoor.OpenAsync(addresses);
            if (PrimariesOf(cluster).Count == Primaries && await IsWholeAsync(cluster))
            {
                user.Check("cluster: is formed", true);
                return cluster;
            }

            await cluster.DisposeAsync();
            await user.ThinkAsync(Pause, stop);
        }

        user.Check("cluster: is formed", false);
        return null;
    }

    // Each node learns of the others in its own time: one that is behind refuses commands as of a cluster that is down, or for keys whose owner it does not know.
    private static async ValueTask<bool> IsWholeAsync(RedisTransport cluster)
    {
        foreach (var server in cluster.ConnectionOf(0).GetServers())
        {
            if (!server.IsConnected) return false;
            var info = RedisInfoReader.Read((string?)await server.ExecuteAsync("CLUSTER", "INFO") ?? "");
            if (info.GetValueOrDefault("cluster_state") != "ok" || info.GetValueOrDefault("cluster_slots_ok") != Slots
                || info.GetValueOrDefault("cluster_known_nodes") != NodeCount) return false;
        }

        return true;
    }

    private async ValueTask LoadAsync(string topology, RedisTransport redis, CancellationToken stop)
    {
        using var tagged = user.Tagged(CacheMetrics.Kind, topology);
        var done = 0L;
        var begin = user.Clock.GetTimestamp();
        await Crew.RunAsync(user, Clients, async client =>
        {
            var values = new CachedValues(client, new RedisSession(client, redis), "lab:cluster:", ValueBytes);
            while (client.Clock.GetElapsedTime(begin) < _length)
            {
                var key = client.Random.Next(Keys) + 1;
                var isDone = client.Random.NextDouble() < Writes
                    ? (await values.PutAsync(key, Lifetime, stop)).IsSuccess
                    : await values.IsHeldAsync(key, stop) is not null;
                if (isDone) Interlocked.Increment(ref done);
            }
        });
        user.Trend(CacheMetrics.Throughput.Name, done / user.Clock.GetElapsedTime(begin).TotalSeconds);
    }

    private async ValueTask CheckSpreadAsync(RedisTransport cluster)
    {
        var sizes = await Task.WhenAll(PrimariesOf(cluster).Select(server => server.DatabaseSizeAsync()));
        user.Check("cluster: every primary has a part of the keys", sizes.All(size => size > 0));
    }

    // A server may be known by its name and by its address; its port is its own on one machine.
    private static List<IServer> PrimariesOf(RedisTransport cluster) => [.. cluster.ConnectionOf(0).GetServers()
        .Where(server => server is { IsConnected: true, IsReplica: false })
        .DistinctBy(server => server.EndPoint switch { IPEndPoint address => address.Port, DnsEndPoint name => name.Port, _ => 0 })];
}
