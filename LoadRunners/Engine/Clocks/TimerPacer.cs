namespace UpCoach.LoadRunners.Engine.Clocks;

/// <summary>Waits by the clock's timers: true to virtual time, and to a millisecond or two of real time.</summary>
internal sealed class TimerPacer(TimeProvider clock) : IPacer
{
    public async ValueTask<bool> DelayUntilAsync(long timestamp, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var left = clock.GetElapsedTime(clock.GetTimestamp(), timestamp);
            if (left <= TimeSpan.Zero) return true;
            // The runtime's timers cut to whole milliseconds: without rounding up, the last wait would be a spin of zero waits.
            var wait = TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(left.TotalMilliseconds), int.MaxValue - 1));
            await Task.Delay(wait, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }
}
