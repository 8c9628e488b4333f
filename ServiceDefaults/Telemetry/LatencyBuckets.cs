using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace UpCoach.ServiceDefaults.Telemetry;

/// <summary>The buckets of every duration histogram.</summary>
/// <remarks>
/// Prometheus 2 reads explicit buckets only. The targets lie between 35 and 500 ms, so the buckets are dense there: a percentile that Prometheus
/// interpolates is off by at most the width of its bucket. Long-lived connections need the last ones.
/// </remarks>
internal static class LatencyBuckets
{
    /// <summary>Upper bounds, in seconds.</summary>
    public static readonly double[] Seconds =
    [
        0.001, 0.002, 0.005, 0.010, 0.020, 0.035, 0.050, 0.075, 0.100, 0.150, 0.200, 0.300, 0.500, 0.750, 1, 2.5, 5, 10, 60,
    ];

    /// <summary>Gives duration histograms these buckets; null leaves an instrument as it is.</summary>
    public static MetricStreamConfiguration? For(Instrument instrument)
        => instrument.Unit == "s" && instrument.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Histogram<>)
            ? new ExplicitBucketHistogramConfiguration { Boundaries = Seconds }
            : null;
}
