using System.Collections.Concurrent;

namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>Finds the series of samples that scenarios record by name: hashing, no lock, and no allocation once a series is known. Safe for concurrent use.</summary>
/// <remarks>All users of a process share it: ten thousand tables of their own would be most of a user's memory.</remarks>
internal sealed class SampleLookup(SeriesTable series)
{
    // A tag with an id in it makes new keys without end: the table of series has an overflow for them, this one just stops remembering.
    private const int MostKnown = 20_000;

    private readonly ConcurrentDictionary<SampleKey, int> _known = new();
    private readonly ConcurrentDictionary<(TagSet Tags, string? Name, string Value), TagSet> _sets = new();
    private int _knownCount;
    private int _setCount;

    /// <summary>Gives the number of a sample's series.</summary>
    /// <exception cref="InvalidOperationException">A metric of this name has another kind.</exception>
    public int Find(in SampleKey key)
    {
        if (_known.TryGetValue(key, out var number)) return number;
        var tags = key.More is null ? key.User : key.User.With(key.More);
        if (key.Check is not null) tags = tags.With(TagNames.Check, key.Check);
        number = series.Find(new MetricDefinition(key.Metric, key.Kind), tags);
        if (_knownCount < MostKnown && _known.TryAdd(key, number)) Interlocked.Increment(ref _knownCount);
        return number;
    }

    /// <summary>Gives the tags inside of a group: the same instance each time.</summary>
    public TagSet InGroup(TagSet tags, string name) => Remembered((tags, null, name), static key =>
        key.Tags.With(TagNames.Group, (key.Tags.TryGet(TagNames.Group, out var outer) ? outer : "") + "::" + key.Value));

    /// <summary>Gives a set with one tag more: the same instance each time.</summary>
    public TagSet With(TagSet tags, string name, string value) => Remembered((tags, name, value), static key => key.Tags.With(key.Name!, key.Value));

    private TagSet Remembered((TagSet Tags, string? Name, string Value) key, Func<(TagSet Tags, string? Name, string Value), TagSet> make)
    {
        if (_sets.TryGetValue(key, out var set)) return set;
        set = make(key);
        if (_setCount < MostKnown && _sets.TryAdd(key, set)) Interlocked.Increment(ref _setCount);
        return set;
    }
}
