namespace UpCoach.LoadRunners.Engine.Clocks;

/// <summary>Waits by blocking its thread in the kernel: to some hundredths of a millisecond. For a thread of one's own.</summary>
/// <remarks>Every wait is over before it is returned, so that an awaiting loop stays on its thread.</remarks>
internal sealed class ThreadPacer(TimeProvider clock) : IPacer
{
    private const long LongestSleepNanoseconds = 20_000_000; // how late a stop may be seen

    public ValueTask<bool> DelayUntilAsync(long timestamp, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var left = clock.GetElapsedTime(clock.GetTimestamp(), timestamp).Ticks * 100;
            if (left <= 0) return ValueTask.FromResult(true);
            NanoSleep.For(Math.Min(left, LongestSleepNanoseconds)); // cut short by a signal: the loop asks the clock again
        }

        return ValueTask.FromResult(false);
    }
}
