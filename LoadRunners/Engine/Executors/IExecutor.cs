namespace UpCoach.LoadRunners.Engine.Executors;

/// <summary>Decides when iterations begin.</summary>
internal interface IExecutor
{
    /// <summary>Runs to the end of the regular duration; iterations that run then are the caller's to await or to cut off.</summary>
    /// <param name="context">The users, the clock and the start stamp.</param>
    /// <param name="stop">Cancelled to begin no more iterations; that is no error.</param>
    Task RunAsync(ExecutorContext context, CancellationToken stop);
}
