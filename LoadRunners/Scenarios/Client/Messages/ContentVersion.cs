namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>One version of an article.</summary>
internal sealed record ContentVersion(int Version, string Title, DateTimeOffset UpdatedAt, long AuthorId);
