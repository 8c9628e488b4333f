using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Redis;
using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>
/// Starts a lone Redis and gives it, for each eviction policy in turn, the same few megabytes and the same reads by a Zipf law over three times as much. The first half fills
/// it; the second half counts. Values live 30 to 90 s, so that <c>volatile-ttl</c> has something to go by.
/// </summary>
internal sealed class EvictionPolicies(VirtualUser user, LabServices lab, ZipfDistribution popularity) : IScenario
{
    private const string Best = "allkeys-lfu";
    private const string Chance = "allkeys-random";
    private const int Readers = 8;
    private const int ValueBytes = 1_024;

    // What a value of 1,024 bytes takes with its key and its place in two tables.
    private const int EntryBytes = 1_250;
    private const double Fits = 1.0 / 3;

    private static readonly string[] Policies = ["allkeys-lru", Best, Chance, "volatile-ttl", "noeviction"];

    private readonly int _reads = EnvNumber.Read(user.Env, "READS", 20_000);

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        await using var servers = new BorrowedServers(lab);
        await using var redis = await RedisDoor.OpenAsync(await servers.StartAsync(stop, "cache-scratch"));
        var ratios = new Dictionary<string, double?>(StringComparer.Ordinal);
        foreach (var policy in Policies)
        {
            using var tagged = user.Tagged(CacheMetrics.Kind, policy);
            ratios[policy] = await TryAsync(policy, redis, stop);
        }

        if (100 * (ratios[Best] - ratios[Chance]) is { } gain) user.Trend(CacheMetrics.EvictionGain.Name, gain);
    }

    // Null if some reads were not answered: what is left of them says nothing about the policy.
    private async ValueTask<double?> TryAsync(string policy, RedisTransport redis, CancellationToken stop)
    {
        var database = redis.ConnectionOf(0).GetDatabase();
        await database.ExecuteAsync("CONFIG", "SET", "maxmemory", "0");
        await database.ExecuteAsync("FLUSHALL", "SYNC");
        var allowed = await ServerInfo.ReadNumberAsync(database, "memory", "used_memory") + (long)(popularity.Count * Fits * EntryBytes);
        var evictedBefore = await ServerInfo.ReadNumberAsync(database, "stats", "evicted_keys");
        await database.ExecuteAsync("CONFIG", "SET", "maxmemory-policy", policy);
        await database.ExecuteAsync("CONFIG", "SET", "maxmemory", allowed);

        var each = _reads / Readers;
        var (hits, counted) = (0, 0);
        await Crew.RunAsync(user, Readers, async reader =>
        {
            var values = new CachedValues(reader, new RedisSession(reader, redis), "lab:eviction:", ValueBytes);
            for (var n = 0; n < each; n++)
            {
                var lifetime = TimeSpan.FromSeconds(30 + (60 * reader.Random.NextDouble()));
                if (await values.ReadAsync(popularity.Next(reader.Random), lifetime, stop) is not { } held || n < each / 2) continue;
                reader.Rate(CacheMetrics.Hit.Name, held);
                Interlocked.Increment(ref counted);
                if (held) Interlocked.Increment(ref hits);
            }
        });
        user.Trend(CacheMetrics.MemoryRatio.Name, await ServerInfo.ReadNumberAsync(database, "memory", "used_memory") / (double)allowed);
        user.Trend(CacheMetrics.Evicted.Name, await ServerInfo.ReadNumberAsync(database, "stats", "evicted_keys") - evictedBefore);
        return counted == Readers * (each - (each / 2)) ? (double)hits / counted : null;
    }
}
