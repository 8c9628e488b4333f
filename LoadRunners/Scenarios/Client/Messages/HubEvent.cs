namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>A published message as the hub delivers it.</summary>
internal sealed record HubEvent(string Room, long Seq, Notice Data);
