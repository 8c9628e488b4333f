using System.Text.RegularExpressions;

namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>One condition on a tag besides equality. Ours: k6 has equality only.</summary>
public sealed record TagMatcher
{
    private readonly Regex? _regex;

    /// <summary>Initializes a matcher.</summary>
    /// <param name="name">The tag.</param>
    /// <param name="comparison">How.</param>
    /// <param name="value">The text, or the regular expression.</param>
    /// <exception cref="ArgumentException">The regular expression is none, or one that needs backtracking.</exception>
    public TagMatcher(string name, TagComparison comparison, string value)
    {
        (Name, Comparison, Value) = (name, comparison, value);
        try
        {
            // Without backtracking, so that no expression can hold a run up. It is matched once a series and query, not once a sample.
            if (comparison != TagComparison.NotEqual) _regex = new Regex($"^(?:{value})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException error)
        {
            throw new ArgumentException(error.Message, nameof(value), error);
        }
    }

    /// <summary>Gets the tag.</summary>
    public string Name { get; }

    /// <summary>Gets how it compares.</summary>
    public TagComparison Comparison { get; }

    /// <summary>Gets the text or the regular expression.</summary>
    public string Value { get; }

    /// <summary>Says whether a series fits.</summary>
    public bool Fits(TagSet tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        var actual = tags.TryGet(Name, out var value) ? value : "";
        return Comparison switch
        {
            TagComparison.NotEqual => actual != Value,
            TagComparison.Matches => _regex!.IsMatch(actual),
            _ => !_regex!.IsMatch(actual),
        };
    }

    /// <inheritdoc/>
    public bool Equals(TagMatcher? other) => other is not null && (Name, Comparison, Value) == (other.Name, other.Comparison, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Comparison, Value);

    /// <summary>Prints <c>name!=value</c>, <c>name=~value</c> or <c>name!~value</c>.</summary>
    public override string ToString() => Name + Comparison switch
    {
        TagComparison.NotEqual => "!=",
        TagComparison.Matches => "=~",
        _ => "!~",
    } + Value;
}
