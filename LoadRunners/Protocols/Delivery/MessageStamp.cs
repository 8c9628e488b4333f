namespace UpCoach.LoadRunners.Protocols.Delivery;

/// <summary>What a server wrote on a message.</summary>
/// <param name="Sequence">The message's number in its stream; each stream counts up by one.</param>
/// <param name="SentAtMicroseconds">When the server sent it, in microseconds since 1970 by the server's clock; 0 if it did not say.</param>
/// <param name="Stream">What the sequence belongs to, a room for instance; 0 if there is only one.</param>
public readonly record struct MessageStamp(long Sequence, long SentAtMicroseconds, int Stream = 0);
