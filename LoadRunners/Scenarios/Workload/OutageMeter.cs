namespace UpCoach.LoadRunners.Scenarios.Workload;

/// <summary>Finds the longest time without a success: max(t[n] - t[n-1]) over the moments t of successes, the first of which is the beginning.</summary>
/// <param name="clock">What moments are read from.</param>
internal sealed class OutageMeter(TimeProvider clock)
{
    private long _last = clock.GetTimestamp();

    /// <summary>Gets the longest time between two successes so far.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Gets how long the last success is ago.</summary>
    public TimeSpan SinceLast => clock.GetElapsedTime(_last);

    /// <summary>Notes a success.</summary>
    public void Succeeded()
    {
        var now = clock.GetTimestamp();
        if (clock.GetElapsedTime(_last, now) is var gap && gap > Longest) Longest = gap;
        _last = now;
    }

    /// <summary>Notes the end: what has not come back by now is out for at least so long.</summary>
    public TimeSpan End() => SinceLast > Longest ? SinceLast : Longest;
}
