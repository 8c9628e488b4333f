namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>The run stretch by stretch: one second each, until there are too many; then pairs are joined and each stands for twice the time.</summary>
/// <remarks>
/// The newest seconds stand for themselves, so that what several agents measured in one second stands side by side (gauges add up) before the
/// seconds follow each other (gauges don't).
/// </remarks>
/// <param name="longestWindow">The longest window that is asked for: so many of the newest seconds stay seconds.</param>
internal sealed class Timeline(TimeSpan longestWindow)
{
    private const int Capacity = 240; // four minutes by seconds; a run of any length has at least half as many stretches
    private const int LeastNewest = 8;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly SortedDictionary<long, TimelineStretch> _stretches = [];
    private readonly SortedDictionary<long, TimelineStretch> _newest = [];
    private readonly int _newestSeconds = LeastNewest + (int)Math.Ceiling(longestWindow.TotalSeconds);
    private long _secondsPerStretch = 1;

    public void Add(IntervalSnapshot interval)
    {
        var second = (long)interval.Start.TotalSeconds;
        // An agent that comes so late that its second was joined: all but its gauges still adds up.
        if (_stretches.TryGetValue(second / _secondsPerStretch, out var stretch) && interval.Start < stretch.End)
        {
            stretch.Add(interval with { Series = [.. interval.Series.Where(series => series is not GaugeSnapshot || _secondsPerStretch == 1)] });
            return;
        }

        if (!_newest.TryGetValue(second, out stretch)) _newest.Add(second, stretch = new TimelineStretch(TimeSpan.FromSeconds(second)));
        stretch.Add(interval);
        while (_newest.Count > _newestSeconds)
        {
            var (oldest, seconds) = _newest.First();
            _newest.Remove(oldest);
            Join(seconds);
        }

        if (_stretches.Count > Capacity) Halve();
    }

    public IReadOnlyList<TimelinePoint> Points(MetricDefinition metric, TagSelector selector) =>
        [.. All().Select(stretch => new TimelinePoint(stretch.Start, stretch.Length, TimelineStretch.Summarise(stretch.Parts, metric, selector)))];

    /// <summary>Gives a metric in blocks of equal length, a number of them at most; a shorter rest at the end belongs to the last one.</summary>
    public IReadOnlyList<MetricSummary> Blocks(MetricDefinition metric, TagSelector selector, int most)
    {
        var all = All();
        var size = (all.Count + most - 1) / most;
        List<MetricSummary> blocks = [];
        for (var begin = 0; begin < all.Count; begin += size)
        {
            var isLast = begin + 2 * size > all.Count || (begin + size == all.Count - 1 && all[^1].Length < TimeSpan.FromSeconds(_secondsPerStretch));
            blocks.Add(TimelineStretch.Summarise([.. all[begin..(isLast ? all.Count : begin + size)].SelectMany(span => span.Parts)], metric, selector));
            if (isLast) break;
        }

        return blocks;
    }

    /// <summary>Gives a metric window by window: for each stretch that ends after a moment, what came in the window up to its end.</summary>
    /// <remarks>
    /// A stretch that may still wait for an agent is left for later, unless it has waited for longer than any agent that lives. Who asks each
    /// second gets windows by the second. Who asks late in a long run gets them by joined stretches, one at least.
    /// </remarks>
    public IReadOnlyList<TimelinePoint> Windows(MetricDefinition metric, TagSelector selector, TimeSpan window, TimeSpan after, TimeSpan elapsed)
    {
        if (_secondsPerStretch == 1) return [.. Windows(All(), 1)];
        var joined = Windows([.. _stretches.Values.Select(stretch => new TimelineSpan(stretch.Start, [stretch]))], _secondsPerStretch).ToList();
        var seconds = Windows([.. _newest.Values.Select(stretch => new TimelineSpan(stretch.Start, [stretch]))], 1);
        return [.. joined, .. seconds];

        IEnumerable<TimelinePoint> Windows(List<TimelineSpan> all, long length)
        {
            var most = all.Count == 0 ? 0 : all.Max(stretch => stretch.Contributors);
            var size = Math.Max(1, (int)Math.Ceiling(window.TotalSeconds / length - 1e-9));
            for (var end = size; end <= all.Count; end++)
            {
                var last = all[end - 1];
                if (last.Contributors < most && last.End > elapsed - s_patience) break;
                // The run's last interval is shorter than a second: no full window ends with it.
                if (last.End <= after || last.Length < TimeSpan.FromSeconds(length)) continue;
                var begin = all[end - size].Start;
                List<TimelineStretch> parts = [.. all[(end - size)..end].SelectMany(span => span.Parts)];
                yield return new TimelinePoint(begin, last.End - begin, TimelineStretch.Summarise(parts, metric, selector));
            }
        }
    }

    public MetricSummary Gauge(MetricDefinition metric, TagSelector selector, TimeSpan elapsed)
    {
        // The newest stretch may still wait for an agent: the last one with as many contributors as any is the last complete one.
        var all = All();
        var most = all.Count == 0 ? 0 : all.Max(stretch => stretch.Contributors);
        var points = all
            .Select(stretch => (Complete: stretch.Contributors >= most, Summary: TimelineStretch.Summarise(stretch.Parts, metric, selector)))
            .Where(point => !point.Summary.IsEmpty)
            .ToList();
        if (points.Count == 0) return new MetricSummary(metric, selector, elapsed);
        var complete = points.Where(point => point.Complete).ToList();
        if (complete.Count == 0) complete = points;
        return new MetricSummary(metric, selector, elapsed)
        {
            Count = points.Count,
            Value = complete[^1].Summary.Value,
            Min = complete.Min(point => point.Summary.Min),
            Max = points.Max(point => point.Summary.Max),
        };
    }

    // The joined stretches, then the newest seconds as they will be joined.
    private List<TimelineSpan> All()
    {
        var all = new SortedDictionary<long, List<TimelineStretch>>();
        foreach (var (number, stretch) in _stretches)
        {
            all.Add(number, [stretch]);
        }

        foreach (var (second, stretch) in _newest)
        {
            if (!all.TryGetValue(second / _secondsPerStretch, out var parts)) all.Add(second / _secondsPerStretch, parts = []);
            parts.Add(stretch);
        }

        return [.. all.Select(pair => new TimelineSpan(TimeSpan.FromSeconds(pair.Key * _secondsPerStretch), pair.Value))];
    }

    private void Join(TimelineStretch next)
    {
        var number = (long)next.Start.TotalSeconds / _secondsPerStretch;
        if (_stretches.TryGetValue(number, out var earlier))
        {
            earlier.Follow(next);
            return;
        }

        next.Start = TimeSpan.FromSeconds(number * _secondsPerStretch);
        _stretches.Add(number, next);
    }

    private void Halve()
    {
        _secondsPerStretch *= 2;
        var old = _stretches.Values.ToList();
        _stretches.Clear();
        old.ForEach(Join);
    }
}
