namespace UpCoach.MockUpCoach.Content;

/// <summary>One version of an article in the list of its versions.</summary>
public sealed record ContentVersion(int Version, string Title, DateTimeOffset UpdatedAt, long AuthorId);
