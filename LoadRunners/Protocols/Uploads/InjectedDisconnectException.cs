namespace UpCoach.LoadRunners.Protocols.Uploads;

/// <summary>The upload was cut off on purpose.</summary>
internal sealed class InjectedDisconnectException(long offset) : IOException($"cut off on purpose at byte {offset}");
