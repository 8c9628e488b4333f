namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>Key figures of one latency distribution, in milliseconds.</summary>
/// <param name="Count">Samples; with 0, every figure is null.</param>
/// <param name="Average">Arithmetic mean.</param>
/// <param name="Minimum">Smallest sample.</param>
/// <param name="P50">Median.</param>
/// <param name="P90">90th percentile.</param>
/// <param name="P95">95th percentile.</param>
/// <param name="P99">99th percentile.</param>
/// <param name="Maximum">Largest sample.</param>
public sealed record LatencyRow(
    long Count, double? Average, double? Minimum, double? P50, double? P90, double? P95, double? P99, double? Maximum)
{
    /// <summary>A distribution without a sample.</summary>
    public static LatencyRow NoData { get; } = new(0, null, null, null, null, null, null, null);
}
