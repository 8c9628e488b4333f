using System.Collections.Concurrent;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Engine.Segments;
using UpCoach.Engine.Tests.Metrics;

namespace UpCoach.Engine.Tests.Running;

/// <summary>The machine's own clock, threads and pacer. What is counted must add up; how fast it was is no matter of a test.</summary>
/// <remarks>With no other test beside: those on virtual time keep all of the pool's threads busy, and the loops would not begin in their second.</remarks>
[Collection(nameof(MemoryTests.Alone))]
public sealed class RealClockTests
{
    private const string Plan =
        """
        {"scenarios": {
          "open": {"executor": "constant-arrival-rate", "rate": 200, "duration": "1s", "preAllocatedVUs": 5, "maxVUs": 20},
          "loop": {"executor": "constant-vus", "vus": 4, "duration": "1s"},
          "ramp": {"executor": "ramping-vus", "stages": [{"duration": "500ms", "target": 5}, {"duration": "500ms", "target": 0}], "gracefulRampDown": "0s"},
          "once": {"executor": "shared-iterations", "vus": 3, "iterations": 20}}}
        """;

    [Fact]
    public async Task Segments_OnTheRealClock_OfferEveryArrivalOnce()
    {
        var catalog = new ScenarioCatalog(new[] { "open", "loop", "ramp", "once" }.Select(name => new ScenarioDefinition(name, "", user =>
            new ScriptedScenario(user, static (one, stop) => one.ThinkAsync(TimeSpan.FromMilliseconds(5), stop)))));
        var plan = PlanReader.Read(Plan, catalog).Plan!;
        var store = new MetricStore();
        var runs = ExecutionSegment.Partition(2).Select(segment => new LoadRun(plan, catalog, new LoadRunOptions
        {
            Target = new Uri("http://127.0.0.1:1"), Segment = segment,
        })).ToList();
        var warmed = new ConcurrentBag<int>();
        await Task.WhenAll(runs.Select(run => run.PrepareAsync(TestContext.Current.CancellationToken)));
        var start = TimeProvider.System.GetTimestamp() + TimeProvider.System.TimestampFrequency / 10;

        var results = await Task.WhenAll(runs.Select(run => run.RunAsync(
            start,
            interval =>
            {
                store.Add(interval);
                warmed.Add(interval.Vus);
                return ValueTask.CompletedTask;
            },
            TestContext.Current.CancellationToken)));

        var open = TagSelector.Of("scenario", "open");
        Assert.Equal(200, store.Query("offered_iterations", open).Sum);
        Assert.Equal(200, store.Query("iterations", open).Sum + store.Query("dropped_iterations", open).Sum + Interrupted(results));
        Assert.Equal(20, store.Query("iterations", TagSelector.Of("scenario", "once")).Sum);
        Assert.Equal(results.Sum(result => result.Progress.Complete), store.Query("iterations").Sum);
        Assert.True(store.Query("iterations", TagSelector.Of("scenario", "loop")).Sum > 0);
        Assert.False(store.Query("schedule_lag", open).IsEmpty);
        Assert.True(store.Query("generator_cpu_seconds").Sum > 0);
        Assert.True(warmed.Count >= 2);
        foreach (var run in runs) await run.DisposeAsync();
    }

    private static long Interrupted(IEnumerable<LoadRunResult> results) =>
        results.Sum(result => result.Progress.Scenarios.Single(scenario => scenario.Name == "open").Interrupted);
}
