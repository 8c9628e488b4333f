using HdrHistogram;

namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>A metric over the series that a selector picks. What has no samples is NaN, never 0.</summary>
public sealed class MetricSummary
{
    /// <summary>The highest value that <see cref="ToHdrHistogram"/> tells apart, in microseconds.</summary>
    public const long HdrHighestValue = HistogramLayout.MaxValue;

    internal MetricSummary(MetricDefinition metric, TagSelector selector, TimeSpan elapsed)
    {
        (Metric, Selector, Elapsed) = (metric, selector, elapsed);
    }

    /// <summary>Gets the metric.</summary>
    public MetricDefinition Metric { get; }

    /// <summary>Gets the selector.</summary>
    public TagSelector Selector { get; }

    /// <summary>Gets the time that rates are taken over.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>Gets the number of samples; of a counter, the number of series that counted.</summary>
    public long Count { get; internal set; }

    /// <summary>Gets the sum: of a counter what it counted, of a trend the sum of its values in milliseconds.</summary>
    public double Sum { get; internal set; }

    /// <summary>Gets a rate's samples that were true.</summary>
    public long Passes { get; internal set; }

    /// <summary>Gets a rate's samples that were false.</summary>
    public long Fails => Metric.Kind == MetricKind.Rate ? Count - Passes : 0;

    /// <summary>Gets the least value of a trend (ms) or gauge.</summary>
    public double Min { get; internal set; } = double.NaN;

    /// <summary>Gets the greatest value of a trend (ms) or gauge.</summary>
    public double Max { get; internal set; } = double.NaN;

    /// <summary>Gets the mean of a trend (ms).</summary>
    public double Mean => Metric.Kind == MetricKind.Trend && Count > 0 ? Sum / Count : double.NaN;

    /// <summary>Gets the value of a gauge.</summary>
    public double Value { get; internal set; } = double.NaN;

    /// <summary>Gets the share of true samples of a rate, 0 to 1; of a counter what it counted per second.</summary>
    public double Rate => Metric.Kind switch
    {
        MetricKind.Rate when Count > 0 => (double)Passes / Count,
        MetricKind.Counter when Elapsed > TimeSpan.Zero => Sum / Elapsed.TotalSeconds,
        _ => double.NaN,
    };

    /// <summary>Gets whether there is no sample at all.</summary>
    public bool IsEmpty => Count == 0;

    internal Histogram? Histogram { get; init; }

    /// <summary>Gives a percentile of a trend.</summary>
    /// <param name="percentile">0 to 100.</param>
    /// <returns>Milliseconds, to three significant digits; NaN without samples.</returns>
    public double Percentile(double percentile) =>
        Histogram is { Count: > 0 } histogram ? histogram.ValueAt(percentile) / 1000.0 : double.NaN;

    /// <summary>Gets the variance of a trend's values (ms squared, ddof 0), from counters: to a thousandth of each value.</summary>
    public double Variance => Histogram is { Count: > 0 } histogram
        ? histogram.Counters().Sum(counter => counter.Count * Math.Pow(MiddleOf(counter.Index) - Mean, 2)) / histogram.Count
        : double.NaN;

    /// <summary>Counts a trend's values up to one.</summary>
    /// <param name="value">Milliseconds; those in its counter count too.</param>
    public long CountAtMost(double value)
    {
        var last = HistogramLayout.IndexOf((long)Math.Round(value * 1000));
        return Histogram?.Counters().TakeWhile(counter => counter.Index <= last).Sum(counter => counter.Count) ?? 0;
    }

    /// <summary>Gives a trend's distribution in the form that HdrHistogram's log writer takes; in microseconds.</summary>
    /// <remarks>Counter by counter the same: both have the same layout.</remarks>
    public HistogramBase ToHdrHistogram()
    {
        var copy = new LongHistogram(1, HdrHighestValue, 3);
        foreach (var (index, count) in Histogram?.Counters() ?? [])
        {
            copy.RecordValueWithCount(HistogramLayout.LowestValue(index), count);
        }

        return copy;
    }

    private static double MiddleOf(int index) => (HistogramLayout.LowestValue(index) + HistogramLayout.HighestValue(index)) / 2000.0;
}
