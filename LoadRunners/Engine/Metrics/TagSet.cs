using System.Diagnostics.CodeAnalysis;

namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>An immutable set of tags, sorted by name: equal sets are equal whatever order they were built in.</summary>
public sealed class TagSet : IEquatable<TagSet>
{
    private readonly KeyValuePair<string, string>[] _tags;
    private readonly int _hash;

    private TagSet(KeyValuePair<string, string>[] tags)
    {
        _tags = tags;
        var hash = new HashCode();
        foreach (var (name, value) in tags)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(value, StringComparer.Ordinal);
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>Gets the set without tags.</summary>
    public static TagSet Empty { get; } = new([]);

    /// <summary>Gets the tags, sorted by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags => _tags;

    /// <summary>Makes a set; of two tags with one name the last one stays.</summary>
    public static TagSet Of(IEnumerable<KeyValuePair<string, string>> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in tags)
        {
            sorted[name] = value;
        }

        return sorted.Count == 0 ? Empty : new TagSet([.. sorted]);
    }

    /// <summary>Makes a set of one tag.</summary>
    public static TagSet Of(string name, string value) => new([new(name, value)]);

    /// <summary>Adds or replaces one tag.</summary>
    public TagSet With(string name, string value) => Of([.. _tags, new(name, value)]);

    /// <summary>Adds or replaces all tags of another set.</summary>
    public TagSet With(TagSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Of([.. _tags, .. other._tags]);
    }

    /// <summary>Finds a tag's value.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out string? value)
    {
        foreach (var tag in _tags)
        {
            if (tag.Key == name)
            {
                value = tag.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <inheritdoc/>
    public bool Equals(TagSet? other) => ReferenceEquals(this, other) || (other is not null && _hash == other._hash && HasTagsOf(other));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TagSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>Prints the tags as k6 does: <c>a:b,c:d</c>.</summary>
    public override string ToString() => string.Join(',', _tags.Select(tag => $"{tag.Key}:{tag.Value}"));

    // Pair by pair: pairs don't compare themselves without boxes and reflection.
    private bool HasTagsOf(TagSet other)
    {
        if (_tags.Length != other._tags.Length) return false;
        for (var i = 0; i < _tags.Length; i++)
        {
            if (_tags[i].Key != other._tags[i].Key || _tags[i].Value != other._tags[i].Value) return false;
        }

        return true;
    }
}
