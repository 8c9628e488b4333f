using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Segments;
using UpCoach.LoadRunners.Runner.Runs;

namespace UpCoach.Runner.Tests;

/// <summary>A member that hands over intervals that are there already, and remembers how it was steered.</summary>
internal sealed class FakeMember(string name, params IReadOnlyList<IntervalSnapshot> intervals) : IRunMember
{
    public List<LoadControlState> Steered { get; } = [];

    public string Name => name;

    public ExecutionSegment Segment => ExecutionSegment.Whole;

    public Uri Target { get; } = new("http://127.0.0.1/");

    public bool IsElsewhere { get; init; }

    public int Cores => 1;

    public ClockReading? Clock => null;

    public Task PrepareAsync(CancellationToken stop) => Task.CompletedTask;

    public Task SteerAsync(LoadControlState state, CancellationToken stop)
    {
        Steered.Add(state);
        return Task.CompletedTask;
    }

    public async Task<MemberResult> RunAsync(DateTimeOffset startAt, IMemberSink sink, CancellationToken stop, CancellationToken giveUp)
    {
        await Task.Yield(); // members run side by side
        foreach (var interval in intervals)
        {
            sink.Interval(this, interval);
        }

        return new MemberResult(intervals[^1].Start + intervals[^1].Length, false, new LoadProgress(TimeSpan.Zero, TimeSpan.Zero, []), []);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
