namespace UpCoach.LoadRunners.Protocols.Series;

/// <summary>The two latencies of what a user did: from its beginning, and from when it should have begun.</summary>
/// <param name="End">When it ended, as a timestamp of the user's clock.</param>
/// <param name="Service">From its beginning to its end.</param>
/// <param name="Response">From when it was due to its end; never below <paramref name="Service"/>, for what began early has no wait to add.</param>
internal readonly record struct Latency(long End, TimeSpan Service, TimeSpan Response)
{
    /// <summary>Takes what ends now.</summary>
    /// <param name="clock">The user's clock.</param>
    /// <param name="due">When it should have begun.</param>
    /// <param name="begin">When it began.</param>
    public static Latency Since(TimeProvider clock, long due, long begin)
    {
        var end = clock.GetTimestamp();
        return new Latency(end, clock.GetElapsedTime(begin, end), clock.GetElapsedTime(Math.Min(due, begin), end));
    }
}
