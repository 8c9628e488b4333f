using UpCoach.LoadRunners.Engine.Users;

namespace UpCoach.LoadRunners.Engine.Executors;

/// <summary>Users that iterate one after the other until a condition, a deadline or a stop ends them: the closed model.</summary>
internal sealed class UserLoops(ExecutorContext context, long deadline, CancellationToken stop)
{
    private readonly TaskCompletionSource _allDone = new();
    private int _running = 1; // this object's owner is one

    /// <summary>Starts a user's loop.</summary>
    /// <param name="user">The user.</param>
    /// <param name="mayBegin">Asked before each iteration.</param>
    public void Start(UserHandle user, Func<bool> mayBegin)
    {
        Interlocked.Increment(ref _running);
        context.Begin(() => LoopAsync(user, mayBegin));
    }

    /// <summary>Waits until all loops have ended, or for the deadline or the stop, whatever is first.</summary>
    public async Task EndAsync()
    {
        Leave();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var end = context.Pacer.DelayUntilAsync(deadline, over.Token).AsTask();
        await Task.WhenAny(end, _allDone.Task).ConfigureAwait(false);
        over.Cancel();
    }

    private async ValueTask LoopAsync(UserHandle user, Func<bool> mayBegin)
    {
        while (!stop.IsCancellationRequested && !context.HardStop.IsCancellationRequested)
        {
            var now = context.Clock.GetTimestamp();
            if (now >= deadline || !mayBegin()) break;
            await user.IterateAsync(now, context.HardStop).ConfigureAwait(false);
        }

        Leave();
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _running) == 0) _allDone.TrySetResult();
    }
}
