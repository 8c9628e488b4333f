namespace UpCoach.MockUpCoach.Data;

/// <summary>What a committed statement gave.</summary>
/// <param name="Value">The answer.</param>
/// <param name="CommittedAt">A server that has come to here has the write.</param>
internal readonly record struct DatabaseWrite<T>(T Value, WalPosition CommittedAt);
