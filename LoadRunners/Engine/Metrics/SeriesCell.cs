namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>What one series gathers in one shard. Guarded by the shard's lock.</summary>
internal sealed class SeriesCell
{
    private Histogram? _histogram;
    private double _sum;
    private double _min;
    private double _max;
    private double _last;
    private long _passes;
    private long _total;

    public bool IsEmpty => _total == 0;

    public void Count(double value)
    {
        _total++;
        _sum += value;
    }

    public void Rate(bool passed)
    {
        _total++;
        if (passed) _passes++;
    }

    public void Trend(long microseconds)
    {
        _total++;
        (_histogram ??= new Histogram()).Record(microseconds);
    }

    public void Gauge(double value)
    {
        _min = _total == 0 ? value : Math.Min(_min, value);
        _max = _total == 0 ? value : Math.Max(_max, value);
        _last = value;
        _total++;
    }

    public void Clear()
    {
        _histogram?.Clear();
        (_sum, _min, _max, _last, _passes, _total) = (0, 0, 0, 0, 0, 0);
    }

    public static SeriesSnapshot Snapshot(MetricDefinition metric, TagSet tags, IReadOnlyList<SeriesCell> parts) => metric.Kind switch
    {
        MetricKind.Counter => new CounterSnapshot(metric.Name, tags, parts.Sum(part => part._sum)),
        MetricKind.Rate => new RateSnapshot(metric.Name, tags, parts.Sum(part => part._passes), parts.Sum(part => part._total)),
        MetricKind.Gauge => new GaugeSnapshot(metric.Name, tags, parts[^1]._last, parts.Min(part => part._min), parts.Max(part => part._max)),
        _ => new TrendSnapshot(metric.Name, tags, HistogramSnapshot.Of(Together(parts))),
    };

    private static Histogram Together(IReadOnlyList<SeriesCell> parts)
    {
        var whole = parts[0]._histogram!;
        foreach (var part in parts.Skip(1))
        {
            whole.Add(part._histogram!);
        }

        return whole;
    }
}
