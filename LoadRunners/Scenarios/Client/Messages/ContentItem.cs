namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>An article.</summary>
internal sealed record ContentItem(long Id, string Title, string Body, string[] Tags, int Version, long AuthorId);
