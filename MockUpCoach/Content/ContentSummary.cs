namespace UpCoach.MockUpCoach.Content;

/// <summary>An article in a list.</summary>
public sealed record ContentSummary(long Id, string Title, string Summary, string[] Tags, int Version, DateTimeOffset UpdatedAt);
