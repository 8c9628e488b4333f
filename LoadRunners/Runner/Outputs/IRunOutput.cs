using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Runner.Outputs;

/// <summary>Takes the run second by second, to somewhere outside its folder. Called by one thread at a time.</summary>
internal interface IRunOutput : IAsyncDisposable
{
    /// <summary>Begins; nothing was measured yet.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    ValueTask OpenAsync(OutputRun run, CancellationToken stop);

    /// <summary>Takes one second; no two series in it are of one metric and the same tags.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    ValueTask WriteAsync(IntervalSnapshot second, CancellationToken stop);

    /// <summary>Ends.</summary>
    /// <exception cref="IOException">The end could not be written.</exception>
    ValueTask CloseAsync(CancellationToken stop);
}
