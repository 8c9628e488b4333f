namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>An article to be created, or the new state of one.</summary>
internal sealed record ContentDraft(string Title, string Body, string[] Tags);
