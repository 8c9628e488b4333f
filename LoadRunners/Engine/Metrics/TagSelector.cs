namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>Selects the series whose tags include all of some tags, k6's sub-metrics, and fit all of some matchers, ours.</summary>
/// <param name="Required">The tags that a series must have.</param>
public sealed record TagSelector(TagSet Required)
{
    /// <summary>Gets the selector that every series matches.</summary>
    public static TagSelector All { get; } = new(TagSet.Empty);

    /// <summary>Gets the further conditions.</summary>
    public IReadOnlyList<TagMatcher> Matchers { get; init; } = [];

    /// <summary>Makes a selector of one tag.</summary>
    public static TagSelector Of(string name, string value) => new(TagSet.Of(name, value));

    /// <summary>Says whether a series is selected.</summary>
    public bool Matches(TagSet tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        foreach (var (name, value) in Required.Tags)
        {
            if (!tags.TryGet(name, out var actual) || actual != value) return false;
        }

        foreach (var matcher in Matchers)
        {
            if (!matcher.Fits(tags)) return false;
        }

        return true;
    }

    /// <summary>Prints <c>{a:b,c!=d}</c>, or nothing if it selects all.</summary>
    public override string ToString()
    {
        var conditions = Required.Tags.Select(tag => $"{tag.Key}:{tag.Value}").Concat(Matchers.Select(matcher => matcher.ToString())).ToList();
        return conditions.Count == 0 ? "" : $"{{{string.Join(',', conditions)}}}";
    }
}
