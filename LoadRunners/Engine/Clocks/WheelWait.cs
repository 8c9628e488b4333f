using System.Threading.Tasks.Sources;

namespace UpCoach.LoadRunners.Engine.Clocks;

/// <summary>The waits of one user on a <see cref="TimingWheel"/>, one after the other: no garbage.</summary>
internal sealed class WheelWait(TimingWheel wheel) : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _source;
    private CancellationToken _heeded;
    private CancellationTokenRegistration _registration;
    private int _isTaken;

    /// <summary>Gets when it ends, as a timestamp of the system's clock.</summary>
    public long Due { get; private set; }

    // The wheel's own, under its lock.
    internal WheelWait? Next { get; set; }

    internal WheelWait? Previous { get; set; }

    internal int Slot { get; set; } = -1;

    /// <summary>Waits until a moment.</summary>
    /// <returns>Null if the wait before is not over.</returns>
    public ValueTask? TryUntil(long due, CancellationToken stop)
    {
        if (Interlocked.Exchange(ref _isTaken, 1) != 0) return null;
        _source.Reset();
        var version = _source.Version;
        Due = due;
        Heed(stop);
        wheel.Add(this);
        // It may have been cancelled while it was not yet on the wheel.
        if (stop.IsCancellationRequested) Cancel();
        return new ValueTask(this, version);
    }

    internal void End() => _source.SetResult(true);

    void IValueTaskSource.GetResult(short token)
    {
        try
        {
            _source.GetResult(token);
        }
        finally
        {
            Volatile.Write(ref _isTaken, 0);
        }
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    // A user's iterations have one token for long, so it is registered for once and not with each wait.
    private void Heed(CancellationToken stop)
    {
        if (stop == _heeded) return;
        _registration.Dispose();
        _heeded = stop;
        _registration = stop.UnsafeRegister(static wait => ((WheelWait)wait!).Cancel(), this);
    }

    private void Cancel()
    {
        if (wheel.Remove(this)) _source.SetException(new OperationCanceledException(_heeded));
    }
}
