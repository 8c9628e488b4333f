using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Scenarios.Uploads;

/// <summary>What the scenarios of uploads and images measure besides the metrics of HTTP and of uploads.</summary>
internal static class UploadGroupMetrics
{
    /// <summary>Share of uploads after which the server gave out the very bytes that were sent (SHA-256).</summary>
    public static readonly MetricDefinition Intact = new("upload_intact", MetricKind.Rate);

    /// <summary>Share of uploads that were done within the limit of their size, see <see cref="UploadLimit"/>.</summary>
    public static readonly MetricDefinition InTime = new("upload_in_time", MetricKind.Rate);

    /// <summary>Bytes sent more than once over the length, of each upload that was cut off.</summary>
    public static readonly MetricDefinition ResentRatio = new("upload_resent_ratio", MetricKind.Trend, "ratio");

    /// <summary>Uploads under way at one instant, the same for all users.</summary>
    public static readonly MetricDefinition AtOnce = new("uploads_at_once", MetricKind.Counter);

    /// <summary>Bytes a second of the whole crowd over those of a few users, as each of the few saw it.</summary>
    public static readonly MetricDefinition ThroughputKept = new("upload_throughput_kept", MetricKind.Trend, "ratio");

    /// <summary>How long an image waited for its worker, as the platform reports it.</summary>
    public static readonly MetricDefinition ImageQueue = new("image_queue_time", MetricKind.Trend, "ms");

    /// <summary>How long the work on an image took, as the platform reports it.</summary>
    public static readonly MetricDefinition ImageProcessing = new("image_processing_time", MetricKind.Trend, "ms");

    /// <summary>From the first byte sent until the sender saw that the image is ready.</summary>
    public static readonly MetricDefinition ImageReady = new("image_ready_time", MetricKind.Trend, "ms");

    /// <summary>Share of images that did not become ready.</summary>
    public static readonly MetricDefinition ImageFailed = new("image_failed", MetricKind.Rate);

    /// <summary>Share of variants that are what was promised: format, sizes, bytes.</summary>
    public static readonly MetricDefinition ImageRight = new("image_right", MetricKind.Rate);

    /// <summary>Bytes of the largest WebP over those of the picture that was sent.</summary>
    public static readonly MetricDefinition ImageBytesRatio = new("image_bytes_ratio", MetricKind.Trend, "ratio");

    /// <summary>Delivery of a variant that the edge did not have yet.</summary>
    public static readonly MetricDefinition DeliveryCold = new("image_delivery_cold", MetricKind.Trend, "ms");

    /// <summary>Delivery of a variant that was asked for before.</summary>
    public static readonly MetricDefinition DeliveryWarm = new("image_delivery_warm", MetricKind.Trend, "ms");

    /// <summary>Share of those that the edge's cache answered.</summary>
    public static readonly MetricDefinition DeliveryHit = new("image_delivery_hit", MetricKind.Rate);

    /// <summary>Gets those that every image scenario records.</summary>
    public static IReadOnlyList<MetricDefinition> Image { get; } = [ImageQueue, ImageProcessing, ImageReady, ImageFailed, ImageRight];
}
