namespace UpCoach.LoadRunners.Protocols.Delivery;

/// <summary>A server's answer to the question for its time; all in microseconds since 1970.</summary>
/// <param name="SentAtMicroseconds">What the question said.</param>
/// <param name="ServerReceivedAtMicroseconds">When the server got the question.</param>
/// <param name="ServerSentAtMicroseconds">When the server sent the answer; the same as before if it says only one time.</param>
public readonly record struct ClockAnswer(long SentAtMicroseconds, long ServerReceivedAtMicroseconds, long ServerSentAtMicroseconds);
