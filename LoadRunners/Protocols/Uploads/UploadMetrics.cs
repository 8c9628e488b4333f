using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Protocols.Uploads;

/// <summary>The metrics of uploads. All with the tags <c>scenario</c>, <c>name</c> and <c>method</c> (raw, multipart or tus). Requests count as HTTP too.</summary>
public static class UploadMetrics
{
    /// <summary>From the first request to the last answer, resumes included.</summary>
    public static readonly MetricDefinition Duration = new("upload_duration", MetricKind.Trend, "ms");

    /// <summary>The same from the moment at which the upload should have begun.</summary>
    public static readonly MetricDefinition Response = new("upload_response", MetricKind.Trend, "ms");

    /// <summary>Uploads done, failed ones too.</summary>
    public static readonly MetricDefinition Uploads = new("uploads", MetricKind.Counter);

    /// <summary>Share of uploads that did not arrive whole.</summary>
    public static readonly MetricDefinition Failed = new("upload_failed", MetricKind.Rate);

    /// <summary>Bytes of content in uploads that arrived.</summary>
    public static readonly MetricDefinition Bytes = new("upload_bytes", MetricKind.Counter, "B");

    /// <summary>Bytes of content that were sent more than once.</summary>
    public static readonly MetricDefinition BytesResent = new("upload_bytes_resent", MetricKind.Counter, "B");

    /// <summary>How often an upload went on after it was cut off.</summary>
    public static readonly MetricDefinition Resumes = new("upload_resumes", MetricKind.Counter);

    /// <summary>Content over duration of uploads that arrived, in megabytes (10^6) a second.</summary>
    public static readonly MetricDefinition Throughput = new("upload_throughput", MetricKind.Trend, "MB/s");

    /// <summary>Gets all of them.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } = [Duration, Response, Uploads, Failed, Bytes, BytesResent, Resumes, Throughput];
}
