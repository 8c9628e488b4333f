using Microsoft.Extensions.Time.Testing;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Engine.Segments;

namespace UpCoach.Engine.Tests.Running;

/// <summary>Runs a plan on virtual time: hours in moments, and the same each time.</summary>
internal sealed class VirtualRun
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(1);

    public FakeTimeProvider Clock { get; } = new();

    public ExecutionSegment Segment { get; init; } = ExecutionSegment.Whole;

    /// <summary>Called after each step of virtual time.</summary>
    public Action<LoadRun, TimeSpan>? OnStep { get; init; }

    public CancellationToken Stop { get; init; }

    public List<IntervalSnapshot> Intervals { get; } = [];

    public MetricStore Store { get; } = new();

    /// <summary>When iterations began, by the virtual clock, with the user's number.</summary>
    public List<(TimeSpan At, int Vu)> Begins { get; } = [];

    public LoadRunResult? Result { get; private set; }

    public LoadPlan? Plan { get; private set; }

    /// <summary>Runs a plan whose scenarios all do the same.</summary>
    public async Task<VirtualRun> RunAsync(string scenarios, Func<VirtualUser, CancellationToken, ValueTask> iterate)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var read = PlanReader.Read($$"""{"scenarios": {{scenarios}} }""");
        Assert.Empty(read.Errors);
        Plan = read.Plan;
        var start = Clock.GetTimestamp();
        var catalog = new ScenarioCatalog(read.Plan!.Scenarios.Select(scenario => scenario.Exec).Distinct().Select(name =>
            new ScenarioDefinition(name, "", user => new ScriptedScenario(user, (one, stop) =>
            {
                lock (Begins) Begins.Add((Clock.GetElapsedTime(start), one.Number));
                return iterate(one, stop);
            }))));
        await using var run = new LoadRun(read.Plan, catalog, new LoadRunOptions
        {
            Target = new Uri("http://127.0.0.1:1"), Clock = Clock, Segment = Segment, StartInline = true,
        });
        await run.PrepareAsync(TestContext.Current.CancellationToken);
        Drive(run, run.RunAsync(start, Publish, Stop), start, read.Plan.MaxDuration + TimeSpan.FromSeconds(10));
        return this;
    }

    /// <summary>An iteration that takes a time and does nothing. Unlike a cancelled Task.Delay, it ends on the thread that cancels it.</summary>
    public static Func<VirtualUser, CancellationToken, ValueTask> Think(int milliseconds) => async (user, stop) =>
    {
        var over = new TaskCompletionSource();
        var duration = TimeSpan.FromMilliseconds(milliseconds);
        await using var timer = user.Clock.CreateTimer(_ => over.TrySetResult(), null, duration, Timeout.InfiniteTimeSpan);
        using var registration = stop.Register(() => over.TrySetCanceled(stop));
        await over.Task;
    };

    public double Sum(string metric) => Store.Query(metric).Sum;

    private ValueTask Publish(IntervalSnapshot interval)
    {
        Intervals.Add(interval);
        Store.Add(interval);
        return ValueTask.CompletedTask;
    }

    private void Drive(LoadRun run, Task<LoadRunResult> task, long start, TimeSpan limit)
    {
        // Everything that becomes due runs on this thread, inside Advance; only cancelled delays end on another.
        while (!task.IsCompleted && Clock.GetElapsedTime(start) < limit)
        {
            Clock.Advance(s_step);
            OnStep?.Invoke(run, Clock.GetElapsedTime(start));
        }

        // What goes on on another thread may have missed its time on a busy machine, and waits for the clock: it moves on, now at a pace.
        var real = TimeProvider.System.GetTimestamp();
        while (!task.Wait(TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(real) < TimeSpan.FromSeconds(60), "The run does not end.");
            Clock.Advance(s_step * 10);
        }

        Result = task.GetAwaiter().GetResult();
    }
}
