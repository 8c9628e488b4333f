using UpCoach.LoadRunners.Engine.Users;

namespace UpCoach.LoadRunners.Engine.Executors;

/// <summary>A user that can be started, asked to stop, and started again while it still stops.</summary>
/// <remarks>
/// <code>
/// state      Start            Stop(grace)              iteration ends     grace is over
/// idle       looping, begins  -                        -                  -
/// looping    -                leaving, grace begins    next iteration     -
/// leaving    looping          -                        idle               iteration is cut off, idle
/// </code>
/// </remarks>
internal sealed class SwitchableUser(UserHandle user, ExecutorContext context, long deadline) : IDisposable
{
    private readonly Lock _lock = new();
    private bool _isWanted; // under _lock
    private bool _isLooping; // under _lock
    private CancellationTokenSource _cut = new(); // under _lock; replaced once it was used

    public void Start()
    {
        lock (_lock)
        {
            _isWanted = true;
            if (_isLooping)
            {
                // If the grace is already over, the loop ends its iteration and finds itself wanted with a new source.
                _cut.CancelAfter(Timeout.InfiniteTimeSpan);
                return;
            }

            _isLooping = true;
            Renew();
        }

        context.Begin(LoopAsync);
    }

    public void Stop(TimeSpan grace)
    {
        lock (_lock)
        {
            if (!_isWanted) return; // the first grace stays
            _isWanted = false;
            if (_isLooping) _cut.CancelAfter(grace);
        }
    }

    /// <summary>Frees the grace's timer. A loop does it at its end; a new start takes a new source.</summary>
    public void Dispose() => _cut.Dispose();

    private async ValueTask LoopAsync()
    {
        while (TryBegin(out var stop, out var now))
        {
            await user.IterateAsync(now, stop).ConfigureAwait(false);
        }
    }

    private bool TryBegin(out CancellationToken stop, out long now)
    {
        lock (_lock)
        {
            now = context.Clock.GetTimestamp();
            if (!_isWanted || now >= deadline || context.HardStop.IsCancellationRequested)
            {
                _isLooping = false;
                Dispose();
                stop = default;
                return false;
            }

            if (_cut.IsCancellationRequested) Renew();
            stop = _cut.Token;
            return true;
        }
    }

    private void Renew()
    {
        _cut.Dispose();
        var cut = new CancellationTokenSource(Timeout.InfiniteTimeSpan, context.Clock);
        context.HardStop.UnsafeRegister(static state => Cut((CancellationTokenSource)state!), cut);
        _cut = cut;
    }

    private static void Cut(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The loop ended in this very moment.
        }
    }
}
