namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>An article in a list.</summary>
internal sealed record ContentSummary(long Id, string Title, string[] Tags, int Version);
