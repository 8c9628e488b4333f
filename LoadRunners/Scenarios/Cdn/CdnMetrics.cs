using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Scenarios.Cdn;

/// <summary>What the scenarios of the content delivery network record besides the requests themselves.</summary>
internal static class CdnMetrics
{
    /// <summary>The tag of a client's region.</summary>
    public const string Region = "region";

    /// <summary>The tag that says whether the node had it: <c>hit</c> or <c>miss</c>.</summary>
    public const string Cache = "cache";

    /// <summary>The tag of a page load: <c>cold</c>, of addresses that no node can have, or <c>warm</c>.</summary>
    public const string Visit = "visit";

    /// <summary>The tag of an image's format.</summary>
    public const string Format = "format";

    /// <summary>A request from a region to its nearest living node, with <see cref="Region"/> and <see cref="Cache"/>.</summary>
    public static readonly MetricDefinition Latency = new("cdn_latency", MetricKind.Trend, "ms");

    /// <summary>Share of requests that the node answered from what it had, by its own <c>Cache-Status</c>.</summary>
    public static readonly MetricDefinition Hit = new("cdn_hit", MetricKind.Rate);

    /// <summary>Bytes of bodies, with <see cref="Cache"/>.</summary>
    public static readonly MetricDefinition Bytes = new("cdn_bytes", MetricKind.Counter, "bytes");

    /// <summary>Share of a page load's bytes that the node had, one value a load.</summary>
    public static readonly MetricDefinition ByteHitRatio = new("cdn_byte_hit_ratio", MetricKind.Trend);

    /// <summary>A page and all that it names, with <see cref="Visit"/>.</summary>
    public static readonly MetricDefinition PageDuration = new("cdn_page_duration", MetricKind.Trend, "ms");

    /// <summary>By how much smaller an image came than its original, 0 to 1, with <see cref="Format"/>.</summary>
    public static readonly MetricDefinition ImageReduction = new("cdn_image_reduction", MetricKind.Trend);

    /// <summary>The delivery of an image, with <see cref="Format"/>, <see cref="Cache"/> and <see cref="Region"/>.</summary>
    public static readonly MetricDefinition ImageDuration = new("cdn_image_duration", MetricKind.Trend, "ms");

    /// <summary>Share of requests that some node answered, 5xx excepted, within the client's patience.</summary>
    public static readonly MetricDefinition Available = new("cdn_available", MetricKind.Rate);

    /// <summary>The longest time without an answer around a kill.</summary>
    public static readonly MetricDefinition Outage = new("cdn_failover_outage", MetricKind.Trend, "ms");

    /// <summary>From the command to start what was killed until it is of use again.</summary>
    public static readonly MetricDefinition Restored = new("cdn_failover_restored", MetricKind.Trend, "ms");

    /// <summary>From the sending of a purge until no node gives the old answer.</summary>
    public static readonly MetricDefinition PurgePropagation = new("cdn_purge_propagation", MetricKind.Trend, "ms");

    /// <summary>Share of requests begun after a node confirmed a purge that it still answered from what it had.</summary>
    public static readonly MetricDefinition PurgeStale = new("cdn_purge_stale", MetricKind.Rate);
}
