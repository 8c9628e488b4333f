namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>What became of a broadcast: its number in its room.</summary>
internal sealed record BroadcastReceipt(string Room, long Seq);
