using System.Runtime.CompilerServices;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Engine.Users;

/// <summary>A virtual user and its scenario, as executors hold it. One iteration at a time.</summary>
internal sealed class UserHandle(VirtualUser user, IScenario scenario, ScenarioTally tally, TimeProvider clock) : IAsyncDisposable
{
    private readonly TagSet _tags = user.Tags;
    private long _iterations;
    private bool _isPrepared;

    public VirtualUser User => user;

    public async ValueTask PrepareAsync(CancellationToken stop)
    {
        if (scenario is IPreparedScenario prepared) await prepared.PrepareAsync(stop).ConfigureAwait(false);
        _isPrepared = true;
    }

    /// <summary>Runs one iteration; never throws.</summary>
    /// <param name="due">When it should begin.</param>
    /// <param name="stop">Cuts it off.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // one a request in a closed loop: no garbage
    public async ValueTask<IterationOutcome> IterateAsync(long due, CancellationToken stop)
    {
        var begin = clock.GetTimestamp();
        user.Due = due;
        user.Tags = _tags; // a scope that the iteration before left open ends with it
        user.Iteration = _iterations++;
        try
        {
            // A user above the reserved number is made in the middle of the run; its preparation delays its first iteration.
            if (!_isPrepared) await PrepareAsync(stop).ConfigureAwait(false);
            await scenario.RunIterationAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            tally.Interrupted(begin, clock.GetTimestamp());
            return IterationOutcome.Interrupted;
        }
        catch (Exception error)
        {
            tally.Faulted(error);
        }

        tally.Completed(begin, clock.GetTimestamp());
        return IterationOutcome.Complete;
    }

    public async ValueTask DisposeAsync()
    {
        switch (scenario)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync().ConfigureAwait(false);
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }
}
