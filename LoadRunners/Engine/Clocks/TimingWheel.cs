using System.Numerics;

namespace UpCoach.LoadRunners.Engine.Clocks;

/// <summary>Ends the waits of many at their moments: a thread that goes through slots of a millisecond, each with a list of those due in it. None ends early, or more than about a millisecond late.</summary>
/// <remarks>
/// The runtime's timers make a promise and a timer for each wait, and look through all that are due within a third of a second whenever one is;
/// with ten thousand thinking users that is most of a generator's memory and much of its time. Here a wait is a list entry that its owner keeps.
/// What waited goes on on the wheel's thread: code that blocks there holds up the others of this wheel.
/// </remarks>
internal sealed class TimingWheel
{
    private const int Slots = 1024;
    private const long Never = long.MaxValue;

    private static readonly TimeProvider s_clock = TimeProvider.System;
    private static readonly long s_slotWidth = Math.Max(1, s_clock.TimestampFrequency / 1000);

    // A wheel wakes up to a thousand times a second, which costs more than what it does then: few wheels, each with much to do.
    private static readonly TimingWheel[] s_wheels = [.. Enumerable.Range(0, (Environment.ProcessorCount + 3) / 4).Select(number => new TimingWheel(number))];

    private readonly object _lock = new();
    private readonly WheelWait?[] _slots = new WheelWait?[Slots]; // all below under _lock
    private readonly ulong[] _occupied = new ulong[Slots / 64];
    private int _count;
    private long _takenUntil = s_clock.GetTimestamp() / s_slotWidth;
    private long _wakeAt; // when the thread will look again; 0 while it looks

    private TimingWheel(int number) => new Thread(Run) { IsBackground = true, Name = $"thinking {number}" }.Start();

    /// <summary>Gives the wheel of a user: there is one for every four processors.</summary>
    public static TimingWheel Of(int user) => s_wheels[(uint)user % (uint)s_wheels.Length];

    /// <summary>Adds a wait that ends at its <see cref="WheelWait.Due"/>.</summary>
    public void Add(WheelWait wait)
    {
        lock (_lock)
        {
            var slot = (int)(Math.Max(wait.Due / s_slotWidth, _takenUntil) % Slots);
            wait.Slot = slot;
            wait.Previous = null;
            wait.Next = _slots[slot];
            if (wait.Next is { } next) next.Previous = wait;
            _slots[slot] = wait;
            _occupied[slot / 64] |= 1UL << (slot % 64);
            _count++;
            if (wait.Due >= _wakeAt) return;
            _wakeAt = 0;
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Takes a wait out.</summary>
    /// <returns>False if it is not in: it has ended.</returns>
    public bool Remove(WheelWait wait)
    {
        lock (_lock)
        {
            if (wait.Slot < 0) return false;
            Unlink(wait);
            return true;
        }
    }

    private void Run()
    {
        ThreadSlice.Shorten();
        while (true)
        {
            var due = TakeDue(out var sleep);
            if (due is null) NanoSleep.For(sleep);
            while (due is not null)
            {
                var next = due.Next;
                due.Next = null;
                due.End();
                due = next;
            }
        }
    }

    /// <summary>Takes out the waits that are over, waiting for the first.</summary>
    /// <param name="sleep">How long to sleep first, in nanoseconds, if none is returned.</param>
    private WheelWait? TakeDue(out long sleep)
    {
        sleep = 0;
        lock (_lock)
        {
            while (true)
            {
                _wakeAt = 0;
                var now = s_clock.GetTimestamp();
                if (TakeUntil(now) is { } due) return due;
                var next = NextDue(now);
                if (next == Never)
                {
                    _wakeAt = Never;
                    Monitor.Wait(_lock);
                    continue;
                }

                var left = s_clock.GetElapsedTime(now, next);
                if (left < TimeSpan.FromMilliseconds(2) && NanoSleep.IsSupported)
                {
                    sleep = Math.Max(left.Ticks * 100, 1);
                    return null;
                }

                _wakeAt = next;
                Monitor.Wait(_lock, Math.Max((int)left.TotalMilliseconds - 1, 1));
            }
        }
    }

    private WheelWait? TakeUntil(long now)
    {
        WheelWait? first = null;
        WheelWait? last = null;
        var until = now / s_slotWidth;
        for (var tick = Math.Max(_takenUntil, until - Slots + 1); tick <= until && _count > 0; tick++)
        {
            for (var wait = _slots[tick % Slots]; wait is not null;)
            {
                var next = wait.Next;
                if (wait.Due <= now)
                {
                    Unlink(wait);
                    if (last is null) first = wait;
                    else last.Next = wait;
                    last = wait;
                }

                wait = next;
            }
        }

        _takenUntil = until;
        return first;
    }

    /// <summary>Finds when to look again: at the end of the first slot in which a wait is due, or of this turn if there is none.</summary>
    private long NextDue(long now)
    {
        if (_count == 0) return Never;
        var start = now / s_slotWidth;
        for (var ahead = 0; ahead < Slots;)
        {
            var slot = (int)((start + ahead) % Slots);
            var word = _occupied[slot / 64] >> (slot % 64);
            if (word == 0)
            {
                ahead += 64 - (slot % 64);
                continue;
            }

            ahead += BitOperations.TrailingZeroCount(word);
            if (ahead >= Slots) break;
            for (var wait = _slots[(start + ahead) % Slots]; wait is not null; wait = wait.Next)
            {
                if (wait.Due / s_slotWidth <= start + ahead) return (start + ahead + 1) * s_slotWidth;
            }

            ahead++;
        }

        return (start + Slots) * s_slotWidth;
    }

    private void Unlink(WheelWait wait)
    {
        if (wait.Previous is { } previous) previous.Next = wait.Next;
        else _slots[wait.Slot] = wait.Next;
        if (wait.Next is { } next) next.Previous = wait.Previous;
        if (_slots[wait.Slot] is null) _occupied[wait.Slot / 64] &= ~(1UL << (wait.Slot % 64));
        (wait.Previous, wait.Next, wait.Slot) = (null, null, -1);
        _count--;
    }
}
