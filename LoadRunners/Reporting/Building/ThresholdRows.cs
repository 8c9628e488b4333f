using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Reporting.Building;

/// <summary>Threshold results as rows, with the unit of what was observed.</summary>
public static class ThresholdRows
{
    /// <summary>Makes the row of a result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="abortedBy">The threshold that ended the run; null if none did.</param>
    public static ThresholdRow Of(ThresholdResult result, Threshold? abortedBy)
    {
        var threshold = result.Threshold;
        return new ThresholdRow(threshold.Key, threshold.Expression, result.Verdict, result.Observed, threshold.Limit, UnitOf(threshold),
            result.MarginRatio, ReferenceEquals(threshold, abortedBy))
        {
            Samples = result.Samples,
            Bounds = result.Interval is { } interval
                ? new ThresholdBounds(interval.Low.OrNoData(), interval.High.OrNoData(), Math.Round(interval.EffectiveSamples, 1), interval.Method)
                : null,
            Confident = result.Confident,
        };
    }

    private static string UnitOf(Threshold threshold) => (threshold.Metric.Kind, threshold.Aggregation) switch
    {
        (MetricKind.Rate, _) => "ratio",
        (MetricKind.Counter, Aggregation.Rate) => "per second",
        (_, _) when threshold.Metric.Unit == "B" => "bytes",
        _ => threshold.Metric.Unit,
    };
}
