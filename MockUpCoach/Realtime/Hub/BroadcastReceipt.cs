namespace UpCoach.MockUpCoach.Realtime.Hub;

/// <summary>What became of a broadcast: it has a number, and every connected member gets it under that number.</summary>
/// <param name="Room">The room.</param>
/// <param name="Seq">Its number there.</param>
/// <param name="SentAt">Its stamp: milliseconds since 1970.</param>
public sealed record BroadcastReceipt(string Room, long Seq, double SentAt);
