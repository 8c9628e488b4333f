using UpCoach.LoadRunners.Analysis.Statistics;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.LoadRunners.Analysis.Verdicts;

/// <summary>Gives threshold results the interval in which the true value lies. Derivations and sources: docs/math.md.</summary>
/// <remarks>
/// <code>
/// trend p(N), med   order statistics at the effective number of samples
/// trend avg         Student's t on batch means
/// rate rate         Clopper-Pearson at the effective number of samples
/// counter rate      Student's t on batch means
/// others            none: a count, an extreme or a last value of the run is what it is
/// </code>
/// A threshold with a window has none either: the worst of many windows is no estimate of anything.
/// </remarks>
public static class ThresholdConfidence
{
    private const double Confidence = ConfidenceInterval.Confidence;

    // Enough to see resemblance up to a tenth of the run; more would cost memory and say no more.
    private const int MostBlocks = 160;

    /// <summary>Adds intervals.</summary>
    /// <param name="results">What was observed.</param>
    /// <param name="store">What it was observed in.</param>
    public static IReadOnlyList<ThresholdResult> Of(IReadOnlyList<ThresholdResult> results, MetricStore store)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(store);
        return [.. results.Select(result => result with { Interval = IntervalOf(result, store) })];
    }

    private static ConfidenceInterval? IntervalOf(ThresholdResult result, MetricStore store)
    {
        var threshold = result.Threshold;
        if (result.Observed is null || threshold.Window is not null || threshold.Server is not null) return null;
        var whole = store.Query(threshold.Metric.Name, threshold.Selector);
        var blocks = store.Blocks(threshold.Metric.Name, threshold.Selector, MostBlocks);
        return (threshold.Metric.Kind, threshold.Aggregation) switch
        {
            (MetricKind.Trend, Aggregation.Percentile) when threshold.Percentile is > 0 and < 100 => Quantile(whole, blocks, threshold.Percentile),
            (MetricKind.Trend, Aggregation.Med) => Quantile(whole, blocks, 50),
            (MetricKind.Trend, Aggregation.Avg) => Mean(whole, blocks),
            (MetricKind.Rate, _) => Share(whole, blocks),
            (MetricKind.Counter, Aggregation.Rate) => Throughput(blocks),
            _ => null,
        };
    }

    private static ConfidenceInterval Quantile(MetricSummary whole, IReadOnlyList<MetricSummary> blocks, double percentile)
    {
        var value = whole.Percentile(percentile);
        var ratio = BlockRatio.Of([.. blocks.Where(block => !block.IsEmpty).Select(block => ((double)block.CountAtMost(value), (double)block.Count))]);
        if (ratio is null) return Unknown("order statistics", blocks.Count);
        var samples = ratio.EffectiveSamples(whole.Count, ratio.Ratio * (1 - ratio.Ratio), Confidence);
        var independent = (long)samples;
        return new ConfidenceInterval(
            ValueAt(QuantileRanks.Low(independent, percentile / 100, Confidence)),
            ValueAt(QuantileRanks.High(independent, percentile / 100, Confidence)),
            samples,
            ratio.Blocks,
            "order statistics");

        double? ValueAt(long? rank) => rank is { } one ? whole.Percentile(100.0 * one / independent) : null;
    }

    private static ConfidenceInterval Mean(MetricSummary whole, IReadOnlyList<MetricSummary> blocks)
    {
        var ratio = BlockRatio.Of([.. blocks.Where(block => !block.IsEmpty).Select(block => (block.Sum, (double)block.Count))]);
        return ratio is null
            ? Unknown("batch means", blocks.Count)
            : Student(ratio, ratio.EffectiveSamples(whole.Count, whole.Variance, Confidence));
    }

    private static ConfidenceInterval Share(MetricSummary whole, IReadOnlyList<MetricSummary> blocks)
    {
        var ratio = BlockRatio.Of([.. blocks.Where(block => !block.IsEmpty).Select(block => ((double)block.Passes, (double)block.Count))]);
        if (ratio is null) return Unknown("Clopper-Pearson", blocks.Count);
        var samples = ratio.EffectiveSamples(whole.Count, ratio.Ratio * (1 - ratio.Ratio), Confidence);
        var passes = whole.Rate * samples;
        return new ConfidenceInterval(
            ClopperPearson.Low(passes, samples, Confidence), ClopperPearson.High(passes, samples, Confidence), samples, ratio.Blocks, "Clopper-Pearson");
    }

    private static ConfidenceInterval Throughput(IReadOnlyList<MetricSummary> blocks)
    {
        var ratio = BlockRatio.Of([.. blocks.Where(block => block.Elapsed > TimeSpan.Zero).Select(block => (block.Sum, block.Elapsed.TotalSeconds))]);
        return ratio is null ? Unknown("batch means", blocks.Count) : Student(ratio, ratio.Blocks);
    }

    private static ConfidenceInterval Student(BlockRatio ratio, double samples)
    {
        var half = StudentT.Quantile(Confidence, ratio.Blocks - 1) * Math.Sqrt(ratio.Variance);
        return new ConfidenceInterval(ratio.Ratio - half, ratio.Ratio + half, samples, ratio.Blocks, "batch means");
    }

    private static ConfidenceInterval Unknown(string method, int blocks) => new(null, null, 0, blocks, method);
}
