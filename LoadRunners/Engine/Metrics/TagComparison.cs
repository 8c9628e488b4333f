namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>How a selector compares a tag. A tag that a series lacks is the empty text.</summary>
public enum TagComparison
{
    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>=~</c>: the whole value matches a regular expression.</summary>
    Matches,

    /// <summary><c>!~</c>: the whole value doesn't.</summary>
    MatchesNot,
}
