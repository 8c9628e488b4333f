using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace UpCoach.CdnEdge.Tests;

/// <summary>The test's time, which also tells what waits for it.</summary>
internal sealed class EdgeClock(DateTimeOffset now) : FakeTimeProvider(now)
{
    private readonly ConcurrentQueue<TimeSpan> _waits = new();

    /// <summary>How many waits of a length between the two have begun so far.</summary>
    public int Waits(TimeSpan least, TimeSpan most) => _waits.Count(wait => wait >= least && wait <= most);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Enqueue(dueTime);
        return timer;
    }
}
