using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.ServerMetrics;

namespace UpCoach.LoadRunners.Engine.Thresholds;

/// <summary>What was observed of what a threshold asks.</summary>
/// <param name="Value">The value; NaN if there is none.</param>
/// <param name="Samples">The number of samples behind it.</param>
internal readonly record struct Observation(double Value, long Samples)
{
    public static Observation None { get; } = new(double.NaN, 0);

    public static Observation Of(Threshold threshold, MetricSummary summary) => summary.IsEmpty ? None : new(
        threshold.Aggregation switch
        {
            Aggregation.Count => summary.Sum,
            Aggregation.Rate => summary.Rate,
            Aggregation.Value => summary.Value,
            Aggregation.Avg => summary.Mean,
            Aggregation.Min => summary.Min,
            Aggregation.Max => summary.Max,
            Aggregation.Med => summary.Percentile(50),
            _ => summary.Percentile(threshold.Percentile),
        },
        summary.Count);

    public static Observation Of(Threshold threshold, ServerMetricSamples? samples) => samples is not { Count: > 0 } ? None : new(
        threshold.Aggregation switch
        {
            Aggregation.Value => samples.Last,
            Aggregation.Avg => samples.Mean,
            Aggregation.Min => samples.Min,
            Aggregation.Max => samples.Max,
            Aggregation.Med => samples.Percentile(50),
            _ => samples.Percentile(threshold.Percentile),
        },
        samples.Count);
}
