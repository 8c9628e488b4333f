namespace UpCoach.LoadRunners.Engine.Executors.ConstantVus;

/// <summary>Keeps a number of users iterating until the time is over.</summary>
internal sealed class ConstantVusExecutor(ConstantVusOptions options) : IExecutor
{
    public async Task RunAsync(ExecutorContext context, CancellationToken stop)
    {
        var loops = new UserLoops(context, context.At(options.Duration), stop);
        for (var i = 0; i < context.Segment.CountOf(options.Vus); i++)
        {
            // By the number in the whole test: the users of all segments take turns.
            var offset = options.StartSpread * ((double)context.Segment.ItemAt(i) / options.Vus);
            if (!await context.Pacer.DelayUntilAsync(context.At(offset), stop).ConfigureAwait(false)) break;
            loops.Start(context.Users.At(i), () => true);
        }

        await loops.EndAsync().ConfigureAwait(false);
    }
}
