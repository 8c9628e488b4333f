namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>Adds up the intervals of a run, of one process or of many, and answers questions. Safe for concurrent use.</summary>
/// <remarks>Its size depends on the number of series and not on the run's length.</remarks>
public sealed class MetricStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SeriesKey, SeriesTotal> _totals = []; // under _lock
    private readonly Dictionary<string, MetricDefinition> _metrics; // under _lock
    private readonly Timeline _timeline; // under _lock
    private TimeSpan _elapsed; // under _lock

    /// <summary>Initializes an empty store.</summary>
    /// <param name="metrics">Custom metrics besides <see cref="BuiltInMetrics"/>; unknown ones are taken as they come.</param>
    /// <param name="longestWindow">The longest window that <see cref="Windows"/> will be asked for: the plan's <c>LongestWindow</c>.</param>
    public MetricStore(IEnumerable<MetricDefinition>? metrics = null, TimeSpan longestWindow = default)
    {
        _timeline = new Timeline(longestWindow);
        _metrics = new(StringComparer.Ordinal);
        foreach (var metric in BuiltInMetrics.All.Concat(metrics ?? []))
        {
            _metrics[metric.Name] = metric;
        }
    }

    /// <summary>Gets the time covered: the end of the latest interval.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_lock) return _elapsed;
        }
    }

    /// <summary>Adds an interval. Intervals of several agents with one <see cref="IntervalSnapshot.Start"/> add up.</summary>
    public void Add(IntervalSnapshot interval)
    {
        ArgumentNullException.ThrowIfNull(interval);
        lock (_lock)
        {
            _elapsed = TimeSpan.FromTicks(Math.Max(_elapsed.Ticks, (interval.Start + interval.Length).Ticks));
            foreach (var series in interval.Series)
            {
                _metrics.TryAdd(series.Metric, new MetricDefinition(series.Metric, series.Kind));
                var key = new SeriesKey(series.Metric, series.Tags);
                if (!_totals.TryGetValue(key, out var total)) _totals.Add(key, total = new SeriesTotal());
                total.Add(series);
            }

            _timeline.Add(interval);
        }
    }

    /// <summary>Lists the series of a metric that a selector picks.</summary>
    public IReadOnlyList<SeriesKey> SeriesOf(string metric, TagSelector? selector = null)
    {
        lock (_lock)
        {
            return [.. Matching(metric, selector ?? TagSelector.All).Select(pair => pair.Key).OrderBy(key => key.Tags.ToString(), StringComparer.Ordinal)];
        }
    }

    /// <summary>Lists the metrics that have samples.</summary>
    public IReadOnlyList<MetricDefinition> Metrics
    {
        get
        {
            lock (_lock)
            {
                return [.. _totals.Keys.Select(key => key.Metric).Distinct().Order(StringComparer.Ordinal).Select(name => _metrics[name])];
            }
        }
    }

    /// <summary>Lists the values that a tag has on the series of a metric.</summary>
    public IReadOnlyList<string> TagValues(string metric, string tag, TagSelector? selector = null)
    {
        var values = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var series in SeriesOf(metric, selector))
        {
            if (series.Tags.TryGet(tag, out var value)) values.Add(value);
        }

        return [.. values];
    }

    /// <summary>Sums a metric up over the whole run.</summary>
    /// <returns>A summary; an empty one if there are no samples, or no such metric.</returns>
    public MetricSummary Query(string metric, TagSelector? selector = null)
    {
        selector ??= TagSelector.All;
        lock (_lock)
        {
            var definition = DefinitionOf(metric);
            if (definition.Kind == MetricKind.Gauge) return _timeline.Gauge(definition, selector, _elapsed);
            var sum = new SeriesTotal();
            foreach (var (_, total) in Matching(metric, selector))
            {
                sum.Add(total);
            }

            return sum.Summarise(definition, selector, _elapsed);
        }
    }

    /// <summary>Gives a metric stretch by stretch.</summary>
    public IReadOnlyList<TimelinePoint> Timeline(string metric, TagSelector? selector = null)
    {
        lock (_lock) return _timeline.Points(DefinitionOf(metric), selector ?? TagSelector.All);
    }

    /// <summary>Gives a metric in blocks of equal length, in the order of time.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="selector">Which of its series.</param>
    /// <param name="most">The most blocks, 1 or more.</param>
    public IReadOnlyList<MetricSummary> Blocks(string metric, TagSelector selector, int most)
    {
        ArgumentNullException.ThrowIfNull(selector);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        lock (_lock) return _timeline.Blocks(DefinitionOf(metric), selector, most);
    }

    /// <summary>Gives a metric window by window.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="selector">Which of its series.</param>
    /// <param name="window">The windows' length; whole seconds.</param>
    /// <param name="after">Only windows that end after this.</param>
    public IReadOnlyList<TimelinePoint> Windows(string metric, TagSelector selector, TimeSpan window, TimeSpan after = default)
    {
        ArgumentNullException.ThrowIfNull(selector);
        lock (_lock) return _timeline.Windows(DefinitionOf(metric), selector, window, after, _elapsed);
    }

    private MetricDefinition DefinitionOf(string metric) =>
        _metrics.TryGetValue(metric, out var definition) ? definition : new MetricDefinition(metric, MetricKind.Trend);

    private IEnumerable<KeyValuePair<SeriesKey, SeriesTotal>> Matching(string metric, TagSelector selector) =>
        _totals.Where(pair => pair.Key.Metric == metric && selector.Matches(pair.Key.Tags));
}
