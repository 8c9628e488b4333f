namespace UpCoach.MockUpCoach.Content;

/// <summary>An article that matches a search.</summary>
/// <param name="Id">The item.</param>
/// <param name="Title">Its headline.</param>
/// <param name="Snippet">Where it matches, as HTML: matches stand between <c>&lt;b&gt;</c> and <c>&lt;/b&gt;</c>, the rest is escaped.</param>
/// <param name="Rank">How well; larger is better.</param>
public sealed record SearchHit(long Id, string Title, string Snippet, double Rank);
