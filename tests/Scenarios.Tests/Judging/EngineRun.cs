using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.Scenarios.Tests.Judging;

/// <summary>A plan's run by the engine, in this process.</summary>
/// <param name="Store">Everything measured.</param>
/// <param name="Errors">The exceptions that scenarios threw.</param>
internal sealed record EngineRun(MetricStore Store, IReadOnlyList<string> Errors)
{
    /// <summary>Gets the names of the checks that failed at least once, in order.</summary>
    public IReadOnlyList<string> FailedChecks =>
        [.. Store.TagValues("checks", TagNames.Check).Where(check => Store.Query("checks", TagSelector.Of(TagNames.Check, check)).Rate < 1).Order(StringComparer.Ordinal)];

    /// <summary>Prepares and runs a plan to its end.</summary>
    public static async Task<EngineRun> RunAsync(LoadPlan plan, ScenarioCatalog catalog, Uri target, CancellationToken stop, TimeProvider? clock = null)
    {
        var store = new MetricStore([.. catalog.Definitions.SelectMany(definition => definition.Metrics).DistinctBy(metric => metric.Name)], plan.LongestWindow);
        await using var run = new LoadRun(plan, catalog, new LoadRunOptions { Target = target, Clock = clock ?? TimeProvider.System });
        await run.PrepareAsync(stop);
        var result = await run.RunAsync(
            (clock ?? TimeProvider.System).GetTimestamp(),
            interval =>
            {
                store.Add(interval);
                return ValueTask.CompletedTask;
            },
            stop);
        return new EngineRun(store, result.Errors);
    }
}
