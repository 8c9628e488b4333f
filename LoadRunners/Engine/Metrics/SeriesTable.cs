using System.Collections.Concurrent;

namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>The series of a process, numbered from 0 so that the hot path indexes instead of hashing. Safe for concurrent use.</summary>
public sealed class SeriesTable
{
    /// <summary>The tag that marks the series which takes all samples once there are too many series.</summary>
    public const string OverflowTag = "overflow";

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<SeriesKey, (int Number, MetricKind Kind)> _byKey = new(); // written under _lock, read without
    private readonly List<(MetricDefinition Metric, TagSet Tags)> _series = []; // under _lock
    private readonly int _limit;

    /// <summary>Initializes an empty table.</summary>
    /// <param name="limit">The greatest number of series; a tag with an id in it must not exhaust the memory.</param>
    public SeriesTable(int limit = 10_000)
    {
        _limit = limit;
        Samples = new SampleLookup(this);
    }

    internal SampleLookup Samples { get; }

    /// <summary>Gets the number of series.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _series.Count;
        }
    }

    /// <summary>Gives the number of a series, and numbers it if it is new.</summary>
    /// <exception cref="InvalidOperationException">A metric of this name has another kind.</exception>
    public int Find(MetricDefinition metric, TagSet tags)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(tags);
        var key = new SeriesKey(metric.Name, tags);
        if (!_byKey.TryGetValue(key, out var known)) known = Add(metric, key);
        return known.Kind == metric.Kind
            ? known.Number
            : throw new InvalidOperationException($"Metric '{metric.Name}' is a {known.Kind}, not a {metric.Kind}.");
    }

    internal (MetricDefinition Metric, TagSet Tags) this[int number]
    {
        get
        {
            lock (_lock) return _series[number];
        }
    }

    private (int Number, MetricKind Kind) Add(MetricDefinition metric, SeriesKey key)
    {
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out var known)) return known;
            if (_series.Count >= _limit)
            {
                key = key with { Tags = TagSet.Of(OverflowTag, "true") };
                if (_byKey.TryGetValue(key, out known)) return known;
            }

            known = (_series.Count, metric.Kind);
            _series.Add((metric, key.Tags));
            _byKey[key] = known;
            return known;
        }
    }
}
