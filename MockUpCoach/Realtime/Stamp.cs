namespace UpCoach.MockUpCoach.Realtime;

/// <summary>The server's time on messages.</summary>
internal static class Stamp
{
    /// <summary>Milliseconds since 1970 with a fraction.</summary>
    public static double Milliseconds(TimeProvider clock) => (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;
}
