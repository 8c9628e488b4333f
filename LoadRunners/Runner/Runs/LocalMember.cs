using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Engine.Segments;
using UpCoach.LoadRunners.Runner.Steering;

namespace UpCoach.LoadRunners.Runner.Runs;

/// <summary>This process as the only member of a run: the same path as with agents, in memory.</summary>
internal sealed class LocalMember(LoadPlan plan, ScenarioCatalog catalog, Uri target, ExecutionSegment segment, TimeProvider clock) : IRunMember
{
    private readonly LoadRun _run = new(plan, catalog, LoadRunSetup.Options(plan, target, segment, clock));

    public string Name => "local";

    public ExecutionSegment Segment => segment;

    public Uri Target => target;

    public bool IsElsewhere => false;

    public int Cores => Environment.ProcessorCount;

    public ClockReading? Clock => null;

    public async Task PrepareAsync(CancellationToken stop)
    {
        try
        {
            await _run.PrepareAsync(stop);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            throw new CommandException($"the virtual users could not be prepared: {problem.Message}", problem);
        }
    }

    public Task SteerAsync(LoadControlState state, CancellationToken stop)
    {
        _run.Control.Set(state);
        return Task.CompletedTask;
    }

    public async Task<MemberResult> RunAsync(DateTimeOffset startAt, IMemberSink sink, CancellationToken stop, CancellationToken giveUp)
    {
        var result = await _run.RunAsync(
            LoadRunSetup.TimestampOf(startAt, clock),
            interval =>
            {
                sink.Progress(this, _run.Progress());
                sink.Interval(this, interval);
                return ValueTask.CompletedTask;
            },
            stop); // The engine ends within its own stop grace: nothing is given up.
        return new MemberResult(result.Elapsed, result.WasStopped, result.Progress, result.Errors);
    }

    public ValueTask DisposeAsync() => _run.DisposeAsync();
}
