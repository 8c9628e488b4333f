using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>What the scenarios of the cache record besides the requests and commands themselves.</summary>
internal static class CacheMetrics
{
    /// <summary>The tag of what is compared: a kind of data, a strategy, an eviction policy or a topology.</summary>
    public const string Kind = "kind";

    /// <summary>Share of reads that found what they were looking for, with <see cref="Kind"/>.</summary>
    public static readonly MetricDefinition Hit = new("cache_hit", MetricKind.Rate);

    /// <summary>Share of loads that another client had made at the same time: a stampede.</summary>
    public static readonly MetricDefinition DuplicateLoads = new("cache_duplicate_loads", MetricKind.Rate);

    /// <summary>From the answer to a write until another user's read gives what was written.</summary>
    public static readonly MetricDefinition Invalidation = new("cache_invalidation", MetricKind.Trend, "ms");

    /// <summary>Share of reads that gave an older state than they may: begun later than the bound after the write's answer, or after a newer state was seen.</summary>
    public static readonly MetricDefinition StaleReads = new("cache_stale_reads", MetricKind.Rate);

    /// <summary>Memory that the server has given out, in megabytes of 10^6 bytes.</summary>
    public static readonly MetricDefinition MemoryUsed = new("cache_memory_used", MetricKind.Trend, "MB");

    /// <summary>Bytes of memory for each byte of the values that were stored.</summary>
    public static readonly MetricDefinition MemoryOverhead = new("cache_memory_overhead", MetricKind.Trend);

    /// <summary>Share of the memory taken that is not back after all was deleted.</summary>
    public static readonly MetricDefinition MemoryLeft = new("cache_memory_left", MetricKind.Trend);

    /// <summary>Memory in use for each byte that the server is allowed, with <see cref="Kind"/>.</summary>
    public static readonly MetricDefinition MemoryRatio = new("cache_memory_ratio", MetricKind.Trend);

    /// <summary>How long a strategy warms before the first user comes, with <see cref="Kind"/>.</summary>
    public static readonly MetricDefinition WarmingDuration = new("cache_warming_duration", MetricKind.Trend, "ms");

    /// <summary>What a strategy asks the source for, users' misses included, with <see cref="Kind"/>.</summary>
    public static readonly MetricDefinition WarmingLoads = new("cache_warming_loads", MetricKind.Trend);

    /// <summary>Successful commands a second, with <see cref="Kind"/>.</summary>
    public static readonly MetricDefinition Throughput = new("cache_throughput", MetricKind.Trend, "1/s");

    /// <summary>From the primary's acknowledgement until the replica gives the value.</summary>
    public static readonly MetricDefinition ReplicationLag = new("cache_replication_lag", MetricKind.Trend, "ms");

    /// <summary>How far the replica is behind, by the primary's own account.</summary>
    public static readonly MetricDefinition ReplicationLagBytes = new("cache_replication_lag_bytes", MetricKind.Trend, "bytes");

    /// <summary>The longest time without an acknowledged write around the loss of a primary.</summary>
    public static readonly MetricDefinition Outage = new("cache_failover_outage", MetricKind.Trend, "ms");

    /// <summary>Share of acknowledged writes that are gone after a failover; <see cref="Kind"/> says who acknowledged: <c>primary</c>, or a <c>replica</c> too.</summary>
    public static readonly MetricDefinition LostWrites = new("cache_lost_writes", MetricKind.Rate);

    /// <summary>Entries thrown out for want of memory, with <see cref="Kind"/>.</summary>
    public static readonly MetricDefinition Evicted = new("cache_evicted", MetricKind.Trend);

    /// <summary>Hit ratio of allkeys-lfu less that of allkeys-random at equal memory, in hundredths; 0 if it is less.</summary>
    public static readonly MetricDefinition EvictionGain = new("cache_eviction_gain", MetricKind.Trend);
}
