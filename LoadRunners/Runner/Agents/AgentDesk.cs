using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Engine.Segments;
using UpCoach.LoadRunners.Runner.Runs;

namespace UpCoach.LoadRunners.Runner.Agents;

/// <summary>
/// An agent's one place for a run.
/// <code>
/// free --prepare--> prepared --start--> running --end, hang-up--> free
///                   prepared --prepare--> prepared (the coordinator before has died)
///                                       running --prepare--> refused
/// </code>
/// </summary>
internal sealed class AgentDesk(ScenarioCatalog catalog, AgentMetrics metrics, TimeProvider clock) : IAsyncDisposable
{
    private readonly SemaphoreSlim _lock = new(1);
    private AgentRun? _run; // under _lock

    /// <summary>Reads the plan and makes its users.</summary>
    /// <returns>Why it is refused; empty when it is prepared.</returns>
    public async Task<IReadOnlyList<string>> PrepareAsync(PrepareRequest request, CancellationToken stop)
    {
        var read = PlanReader.Read(request.PlanText, catalog, new PlanOverrides(request.ScaleTime, request.ScaleRate) { Only = request.Only, Without = request.Without });
        if (!read.IsValid)
        {
            return [.. read.Errors.Select(error => error.ToString())];
        }

        await _lock.WaitAsync(stop);
        try
        {
            if (_run is { IsStarted: true })
            {
                return ["a run is under way already"];
            }

            await ClearAsync();
            var segment = ExecutionSegment.Parse(request.Segment, request.Sequence);
            var run = new AgentRun(new LoadRun(read.Plan, catalog, LoadRunSetup.Options(read.Plan, request.Target, segment, clock)), metrics, clock);
            try
            {
                await run.PrepareAsync(stop);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                await run.DisposeAsync();
                return [$"the virtual users could not be prepared: {problem.Message}"];
            }

            _run = run;
            return [];
        }
        finally
        {
            _lock.Release();
        }
    }

    /// <summary>Runs what was prepared.</summary>
    /// <returns>False when nothing is.</returns>
    public async Task<bool> StartAsync(StartRequest request, Func<Stream> open, CancellationToken hangUp)
    {
        var run = _run;
        if (run is null or { IsStarted: true })
        {
            return false;
        }

        try
        {
            await run.StreamAsync(new DateTimeOffset(request.UtcTicks, TimeSpan.Zero), open(), hangUp);
            return true;
        }
        finally
        {
            await _lock.WaitAsync(CancellationToken.None);
            await ClearAsync();
            _lock.Release();
        }
    }

    /// <summary>Steers the externally controlled scenario of a run.</summary>
    public void Steer(LoadControlState state) => _run?.Steer(state);

    /// <summary>Asks a run to end early.</summary>
    public void Stop() => _run?.Stop();

    public async ValueTask DisposeAsync()
    {
        await ClearAsync();
        _lock.Dispose();
    }

    private async ValueTask ClearAsync()
    {
        if (_run is { } run)
        {
            _run = null;
            await run.DisposeAsync();
        }
    }
}
