namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>A message to everybody in a room, to be published.</summary>
internal sealed record BroadcastDraft(string Room, Notice Data);
