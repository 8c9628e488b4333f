using System.Collections.Concurrent;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Redis;
using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>The request's cache performance testing.</summary>
internal static class CacheScenarios
{
    private const string Group = "cache";

    /// <summary>The exponent of the Zipf law where a plan names no other <c>SKEW</c>.</summary>
    private const double UsualSkew = 1.1;

    public static IEnumerable<ScenarioDefinition> Definitions(ScenarioTools tools)
    {
        var shared = new SharedRedis(() => tools.Lab.ConnectionString(LabServices.Cache));
        var popularities = new ConcurrentDictionary<(int, double), ZipfDistribution>();
        return [.. OfThePlatform(tools, shared, Popularity), .. OfTopologies(tools, Popularity)];

        // One table a size for all users, made when the first user needs it.
        ZipfDistribution Popularity(VirtualUser user, string count, int usual) => popularities.GetOrAdd(
            (EnvNumber.Read(user.Env, count, usual), EnvNumber.ReadNumber(user.Env, "SKEW", UsualSkew)), static size => new ZipfDistribution(size.Item1, size.Item2));
    }

    private static IEnumerable<ScenarioDefinition> OfThePlatform(ScenarioTools tools, SharedRedis shared, Func<VirtualUser, string, int, ZipfDistribution> popularity)
    {
        yield return new ScenarioDefinition(
            "cache_hit_ratio",
            "reads articles by a Zipf law, lists, tags and feeds through the API, each answer with its source",
            user => new ApiHitRatio(user, tools.Client(user), ScenarioSettings.Read(user.Env), popularity(user, "ARTICLES", 500)))
        {
            Tags = [Group],
            Metrics = [CacheMetrics.Hit],
            Measures = "cache_hit by kind of data",
        };
        yield return new ScenarioDefinition(
            "cache_aside",
            "reads values by a Zipf law straight from Redis, and puts there what is missing",
            user => new CacheAside(user, new CacheAccess(user, shared), popularity(user, "KEYS", 5_000)))
        {
            Tags = [Group],
            Metrics = [.. RedisMetrics.All, CacheMetrics.Hit],
            Measures = "cache_hit, redis_command_duration",
            Needs = [LabServices.Cache],
        };
        yield return new ScenarioDefinition(
            "cache_hot_key",
            "four of five reads want one key that lives a second; one client loads it, the others wait",
            user => new HotKey(user, new CacheAccess(user, shared)))
        {
            Tags = [Group],
            Metrics = [.. RedisMetrics.All, CacheMetrics.Hit, CacheMetrics.DuplicateLoads],
            Measures = "redis_command_duration, cache_hit, cache_duplicate_loads",
            Needs = [LabServices.Cache],
        };
        yield return new ScenarioDefinition(
            "cache_invalidation",
            "changes a cached article, and reads it as somebody else until the change is seen",
            user => new Invalidation(user, () => tools.Client(user), ScenarioSettings.Read(user.Env)))
        {
            Tags = [Group],
            Metrics = [CacheMetrics.Invalidation, CacheMetrics.StaleReads, CacheMetrics.Hit],
            Measures = "cache_invalidation, cache_stale_reads",
        };
        yield return new ScenarioDefinition(
            "cache_memory",
            "fills the cache while it is in use, reads its memory all along, and deletes what it put there",
            user => new MemoryUnderLoad(user, new CacheAccess(user, shared)))
        {
            Tags = [Group],
            Metrics = [.. RedisMetrics.All, CacheMetrics.MemoryUsed, CacheMetrics.MemoryOverhead, CacheMetrics.MemoryLeft],
            Measures = "cache_memory_used, cache_memory_overhead, cache_memory_left",
            Needs = [LabServices.Cache],
        };
        yield return new ScenarioDefinition(
            "cache_warming",
            "compares warming nothing, everything and what is popular",
            user => new Warming(user, new CacheAccess(user, shared), popularity(user, "KEYS", 5_000)))
        {
            Tags = [Group],
            Metrics = [.. RedisMetrics.All, CacheMetrics.Hit, CacheMetrics.WarmingDuration, CacheMetrics.WarmingLoads],
            Measures = "cache_hit, cache_warming_duration and cache_warming_loads by strategy",
            Needs = [LabServices.Cache],
        };
    }

    private static IEnumerable<ScenarioDefinition> OfTopologies(ScenarioTools tools, Func<VirtualUser, string, int, ZipfDistribution> popularity)
    {
        yield return new ScenarioDefinition("cache_cluster", "loads a Redis cluster of three primaries and three replicas, and the lone cache for comparison", user => new ClusterLoad(user, tools.Lab))
        {
            Tags = [Group],
            Metrics = [.. RedisMetrics.All, CacheMetrics.Throughput],
            Measures = "cache_throughput and redis_command_duration by topology",
            Needs = [LabServices.Control, LabServices.Cache],
        };
        yield return new ScenarioDefinition("cache_replication_lag", "writes to a Redis primary under load and asks its replica until it has it", user => new ReplicationLag(user, tools.Lab))
        {
            Tags = [Group],
            Metrics = [.. RedisMetrics.All, CacheMetrics.ReplicationLag, CacheMetrics.ReplicationLagBytes],
            Measures = "cache_replication_lag, cache_replication_lag_bytes",
            Needs = [LabServices.Control],
        };
        yield return new ScenarioDefinition(
            "cache_eviction",
            "compares five eviction policies at equal memory and equal reads",
            user => new EvictionPolicies(user, tools.Lab, popularity(user, "KEYS", 10_000)))
        {
            Tags = [Group],
            Metrics = [.. RedisMetrics.All, CacheMetrics.Hit, CacheMetrics.Evicted, CacheMetrics.MemoryRatio, CacheMetrics.EvictionGain],
            Measures = "cache_hit, cache_evicted and cache_memory_ratio by policy",
            Needs = [LabServices.Control],
        };
        yield return new ScenarioDefinition("cache_sentinel_failover", "writes while a Redis primary is killed and sentinels make its replica the primary", user => new SentinelFailover(user, tools.Lab))
        {
            Tags = [Group],
            Metrics = [.. RedisMetrics.All, CacheMetrics.Outage, CacheMetrics.LostWrites],
            Measures = "cache_failover_outage, cache_lost_writes",
            Needs = [LabServices.Control],
            Breaks = "kills a Redis primary that it started for this",
        };
    }
}
