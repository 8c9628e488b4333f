namespace UpCoach.LoadRunners.Engine.Executors.RampingVus;

/// <summary>Starts and stops the segment's own users as the stages say.</summary>
internal sealed class RampingVusExecutor(RampingVusOptions options) : IExecutor
{
    public async Task RunAsync(ExecutorContext context, CancellationToken stop)
    {
        var end = context.At(options.RegularDuration);
        var users = new SwitchableUser[context.Segment.CountOf(options.MaxVus)];
        for (var i = 0; i < users.Length; i++)
        {
            users[i] = new SwitchableUser(context.Users.At(i), context, end);
        }

        foreach (var step in UserSteps.Of(options))
        {
            if (!context.Segment.Owns(step.Index)) continue;
            if (!await context.Pacer.DelayUntilAsync(context.At(step.At), stop).ConfigureAwait(false)) break;
            var user = users[context.Segment.CountOf(step.Index)];
            if (step.IsStart)
            {
                user.Start();
            }
            else
            {
                user.Stop(options.GracefulRampDown);
            }
        }

        await context.Pacer.DelayUntilAsync(end, stop).ConfigureAwait(false);
        foreach (var user in users)
        {
            // From here on it is the scenario's gracefulStop that counts.
            user.Stop(Timeout.InfiniteTimeSpan);
        }
    }
}
