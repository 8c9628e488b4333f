namespace UpCoach.LoadRunners.Engine.Executors.SharedIterations;

/// <summary>Users take iterations from a common heap until it is empty.</summary>
internal sealed class SharedIterationsExecutor(SharedIterationsOptions options) : IExecutor
{
    public Task RunAsync(ExecutorContext context, CancellationToken stop) => IterationLoops.RunAsync(options, context, long.MaxValue, stop);
}
