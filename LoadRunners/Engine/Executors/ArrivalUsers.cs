using UpCoach.LoadRunners.Engine.Schedules;
using UpCoach.LoadRunners.Engine.Users;

namespace UpCoach.LoadRunners.Engine.Executors;

/// <summary>Gives arrivals to users. Those that wait are a range of numbers, whose due times the schedule knows: a queue of any length takes no memory.</summary>
internal sealed class ArrivalUsers(ExecutorContext context, IArrivalSchedule schedule, BusyPolicy busy)
{
    private readonly Lock _lock = new();
    private long _nextWaiting; // under _lock; arrivals from here up to _waitingEnd wait
    private long _waitingEnd; // under _lock
    private bool _isClosed; // under _lock

    /// <summary>Takes an arrival that is due now.</summary>
    public void Arrive(long number, long due)
    {
        context.Tally.Offered();
        UserHandle? user;
        lock (_lock)
        {
            user = _nextWaiting < _waitingEnd ? null : context.Users.TryTake();
            if (user is null && busy == BusyPolicy.Queue && !_isClosed)
            {
                if (_nextWaiting == _waitingEnd) _nextWaiting = number;
                _waitingEnd = number + 1;
                return;
            }
        }

        if (user is null)
        {
            context.Tally.Dropped(1);
        }
        else
        {
            context.Begin(() => RunAsync(user, due));
        }
    }

    /// <summary>Drops what still waits when a token is cancelled, and begins nothing from then on.</summary>
    public void CloseOn(CancellationToken token) => token.UnsafeRegister(static users => ((ArrivalUsers)users!).Close(), this);

    private async ValueTask RunAsync(UserHandle user, long due)
    {
        context.Tally.Began(due, context.Clock.GetTimestamp());
        do
        {
            await user.IterateAsync(due, context.HardStop).ConfigureAwait(false);
        }
        while (TryNext(user, out due));
    }

    // Hands the user to the arrival that has waited longest, or else gives it back: in one step, so that no arrival is forgotten.
    private bool TryNext(UserHandle user, out long due)
    {
        lock (_lock)
        {
            // The token's own callbacks may come after the last user's end, and so too late to be counted.
            if (context.HardStop.IsCancellationRequested) DropWaiting();
            if (!_isClosed && _nextWaiting < _waitingEnd && schedule.TryGetDue(_nextWaiting, out var sinceStart))
            {
                _nextWaiting++;
                due = context.At(sinceStart);
                return true;
            }

            context.Users.Release(user);
            due = 0;
            return false;
        }
    }

    private void Close()
    {
        lock (_lock) DropWaiting();
    }

    // Called under _lock.
    private void DropWaiting()
    {
        _isClosed = true;
        context.Tally.Dropped(_waitingEnd - _nextWaiting);
        _nextWaiting = _waitingEnd;
    }
}
