namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>What one or several series add up to. Gauges don't add up over time: see <see cref="Timeline"/>.</summary>
internal sealed class SeriesTotal
{
    private readonly Histogram _histogram = new();
    private double _sum;
    private long _passes;
    private long _count;

    public void Add(SeriesSnapshot series)
    {
        switch (series)
        {
            case CounterSnapshot counter:
                _sum += counter.Sum;
                _count = 1;
                break;
            case RateSnapshot rate:
                _passes += rate.Passes;
                _count += rate.Total;
                break;
            case TrendSnapshot trend:
                _histogram.Add(trend.Histogram);
                break;
        }
    }

    public void Add(SeriesTotal other)
    {
        _sum += other._sum;
        _passes += other._passes;
        _count += other._count;
        _histogram.Add(other._histogram);
    }

    public MetricSummary Summarise(MetricDefinition metric, TagSelector selector, TimeSpan elapsed)
    {
        if (metric.Kind != MetricKind.Trend)
        {
            return new MetricSummary(metric, selector, elapsed) { Count = _count, Sum = _sum, Passes = _passes };
        }

        var some = _histogram.Count > 0;
        return new MetricSummary(metric, selector, elapsed)
        {
            Histogram = _histogram,
            Count = _histogram.Count,
            Sum = _histogram.Sum / 1000.0,
            Min = some ? _histogram.Min / 1000.0 : double.NaN,
            Max = some ? _histogram.Max / 1000.0 : double.NaN,
        };
    }
}
