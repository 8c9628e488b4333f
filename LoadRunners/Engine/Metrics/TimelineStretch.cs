namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>One stretch of a run, all agents together.</summary>
internal sealed class TimelineStretch(TimeSpan start)
{
    private readonly Dictionary<SeriesKey, SeriesSnapshot> _series = [];
    private TimeSpan _end = start;

    public TimeSpan Start { get; set; } = start;

    /// <summary>Gets how many intervals it is made of: of as many agents as reported, as many seconds as were joined.</summary>
    public int Contributors { get; private set; }

    /// <summary>Adds an interval of this stretch, of another agent.</summary>
    public void Add(IntervalSnapshot interval)
    {
        Contributors++;
        _end = Later(_end, interval.Start + interval.Length);
        foreach (var series in interval.Series)
        {
            var key = new SeriesKey(series.Metric, series.Tags);
            _series[key] = _series.TryGetValue(key, out var known) ? Side(known, series) : series;
        }
    }

    /// <summary>Joins the stretch that follows this one.</summary>
    public void Follow(TimelineStretch next)
    {
        Contributors += next.Contributors;
        _end = Later(_end, next._end);
        foreach (var (key, series) in next._series)
        {
            _series[key] = (_series.GetValueOrDefault(key), series) switch
            {
                (null, _) => series,
                (GaugeSnapshot before, GaugeSnapshot after) =>
                    after with { Min = Math.Min(before.Min, after.Min), Max = Math.Max(before.Max, after.Max) },
                ({ } before, _) => Side(before, series),
            };
        }
    }

    public TimeSpan End => _end;

    /// <summary>Sums a metric up over stretches that follow each other.</summary>
    public static MetricSummary Summarise(IReadOnlyList<TimelineStretch> stretches, MetricDefinition metric, TagSelector selector)
    {
        var length = stretches[^1]._end - stretches[0].Start;
        if (metric.Kind == MetricKind.Gauge) return Gauge(stretches, metric, selector, length);
        var total = new SeriesTotal();
        foreach (var series in stretches.SelectMany(stretch => stretch.Matching(metric, selector)))
        {
            total.Add(series);
        }

        return total.Summarise(metric, selector, length);
    }

    private static MetricSummary Gauge(IReadOnlyList<TimelineStretch> stretches, MetricDefinition metric, TagSelector selector, TimeSpan length)
    {
        List<GaugeSnapshot> gauges = [];
        foreach (var stretch in stretches)
        {
            // The selected series of one stretch stand side by side.
            var together = stretch.Matching(metric, selector).Aggregate((SeriesSnapshot?)null, (sum, one) => sum is null ? one : Side(sum, one));
            if (together is GaugeSnapshot gauge) gauges.Add(gauge);
        }

        return gauges.Count == 0 ? new MetricSummary(metric, selector, length) : new MetricSummary(metric, selector, length)
        {
            Count = gauges.Count,
            Value = gauges[^1].Last,
            Min = gauges.Min(gauge => gauge.Min),
            Max = gauges.Max(gauge => gauge.Max),
        };
    }

    private IEnumerable<SeriesSnapshot> Matching(MetricDefinition metric, TagSelector selector) =>
        _series.Where(pair => pair.Key.Metric == metric.Name && selector.Matches(pair.Key.Tags)).Select(pair => pair.Value);

    // Two agents in the same second.
    private static SeriesSnapshot Side(SeriesSnapshot one, SeriesSnapshot other) => (one, other) switch
    {
        (CounterSnapshot a, CounterSnapshot b) => a with { Sum = a.Sum + b.Sum },
        (RateSnapshot a, RateSnapshot b) => a with { Passes = a.Passes + b.Passes, Total = a.Total + b.Total },
        (GaugeSnapshot a, GaugeSnapshot b) => a with { Last = a.Last + b.Last, Min = a.Min + b.Min, Max = a.Max + b.Max },
        (TrendSnapshot a, TrendSnapshot b) => a with { Histogram = a.Histogram.Merge(b.Histogram) },
        _ => throw new InvalidOperationException($"Metric '{one.Metric}' has two kinds: {one.Kind} and {other.Kind}."),
    };

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
