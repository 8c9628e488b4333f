namespace UpCoach.LoadRunners.Protocols.NetworkConditions;

/// <summary>The time since a proxy's start.</summary>
internal sealed class ProxyClock(TimeProvider time)
{
    // A timer has whole milliseconds; half of one early is nearer than one late.
    private static readonly TimeSpan Close = TimeSpan.FromMilliseconds(0.5);

    private readonly long _start = time.GetTimestamp();

    public TimeSpan Now => time.GetElapsedTime(_start);

    public async ValueTask DelayUntilAsync(TimeSpan due, CancellationToken stop)
    {
        for (var left = due - Now; left > Close; left = due - Now)
        {
            var whole = Math.Max(Math.Floor(left.TotalMilliseconds), 1);
            await Task.Delay(TimeSpan.FromMilliseconds(whole), time, stop).ConfigureAwait(false);
        }
    }
}
