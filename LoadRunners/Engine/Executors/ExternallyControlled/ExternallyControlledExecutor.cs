namespace UpCoach.LoadRunners.Engine.Executors.ExternallyControlled;

/// <summary>Starts and stops the segment's own users as the run's control says. A user that is taken away ends its iteration.</summary>
internal sealed class ExternallyControlledExecutor(ExternallyControlledOptions options) : IExecutor
{
    public async Task RunAsync(ExecutorContext context, CancellationToken stop)
    {
        var end = context.At(options.RegularDuration);
        List<SwitchableUser> users = [];
        var timer = context.Pacer.DelayUntilAsync(end, stop).AsTask();
        var stopped = new TaskCompletionSource();
        await using var stopping = stop.Register(() => stopped.TrySetResult()).ConfigureAwait(false);
        while (!timer.IsCompleted && !stop.IsCancellationRequested)
        {
            // Asked for before the state is read: a change in between ends the wait at once.
            var change = context.Control.NextChange;
            var state = context.Control.State;
            var wanted = state.IsPaused ? 0 : context.Segment.CountOf(state.Vus);
            while (users.Count < wanted)
            {
                users.Add(new SwitchableUser(context.Users.At(users.Count), context, end));
            }

            for (var i = 0; i < users.Count; i++)
            {
                if (i < wanted) users[i].Start();
                else users[i].Stop(options.GracefulStop);
            }

            await Task.WhenAny(change, timer, stopped.Task).ConfigureAwait(false);
        }

        // From here on it is the scenario's gracefulStop that counts.
        users.ForEach(user => user.Stop(Timeout.InfiniteTimeSpan));
    }
}
