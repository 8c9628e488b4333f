namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>A notification.</summary>
internal sealed record Notification(long Id, string Kind, string Text, bool Read);
