namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>An entry of the home feed.</summary>
internal sealed record FeedItem(long Id, string Kind, string Title, string Summary);
