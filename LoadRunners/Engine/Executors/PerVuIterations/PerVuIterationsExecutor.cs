namespace UpCoach.LoadRunners.Engine.Executors.PerVuIterations;

/// <summary>Each user does its own number of iterations.</summary>
internal sealed class PerVuIterationsExecutor(PerVuIterationsOptions options) : IExecutor
{
    public Task RunAsync(ExecutorContext context, CancellationToken stop) => IterationLoops.RunAsync(options, context, options.Iterations, stop);
}
