namespace UpCoach.LoadRunners.Engine.Clocks;

/// <summary>Sums of timestamps and durations on one clock.</summary>
internal static class ClockTimeExtensions
{
    /// <summary>Gives the timestamp that comes a duration after another.</summary>
    public static long After(this TimeProvider clock, long timestamp, TimeSpan duration) => timestamp + clock.TicksOf(duration);

    /// <summary>Gives a duration in the clock's own unit.</summary>
    public static long TicksOf(this TimeProvider clock, TimeSpan duration) =>
        (long)((Int128)duration.Ticks * clock.TimestampFrequency / TimeSpan.TicksPerSecond);

    /// <summary>Gives the microseconds from one timestamp to another.</summary>
    public static long Microseconds(this TimeProvider clock, long from, long to) =>
        (long)((Int128)(to - from) * 1_000_000 / clock.TimestampFrequency);
}
