namespace UpCoach.LoadRunners.Engine.Executors;

/// <summary>Loops of users over a fixed number of iterations. What the time didn't suffice for is dropped, as in k6.</summary>
internal static class IterationLoops
{
    /// <param name="options">The executor's options.</param>
    /// <param name="context">The users and the clock.</param>
    /// <param name="each">The most iterations of one user.</param>
    /// <param name="stop">Ends it early.</param>
    public static async Task RunAsync(IterationsOptions options, ExecutorContext context, long each, CancellationToken stop)
    {
        var loops = new UserLoops(context, context.At(options.RegularDuration), stop);
        var left = options.IterationsOf(context.Segment)!.Value; // below 0 once users have found none left
        for (var i = 0; i < context.Segment.CountOf(options.Vus); i++)
        {
            var own = each;
            loops.Start(context.Users.At(i), () => own-- > 0 && Interlocked.Decrement(ref left) >= 0);
        }

        await loops.EndAsync().ConfigureAwait(false);
        if (!stop.IsCancellationRequested) context.Tally.Dropped(Math.Max(0, Interlocked.Read(ref left)));
    }
}
