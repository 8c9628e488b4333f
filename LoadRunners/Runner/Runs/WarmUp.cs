using UpCoach.LoadRunners.Engine.Executors.ConstantArrivalRate;
using UpCoach.LoadRunners.Engine.Executors.ConstantVus;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Engine.Segments;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.LoadRunners.Runner.Runs;

/// <summary>A run in miniature that counts nowhere, so that the first requests that count don't pay for the JIT and the first connections.</summary>
/// <remarks>
/// It goes the whole way, executors and intervals included: what is compiled while the load runs holds up arrivals. With requests alone
/// warmed, the first tenth of a second at 1,000/s was up to 28 ms late.
/// </remarks>
internal static class WarmUp
{
    private static readonly TimeSpan s_duration = TimeSpan.FromMilliseconds(300);

    public static async Task RunAsync(HttpTransport transport, HttpPlanOptions http, Uri target, TimeProvider clock, CancellationToken stop)
    {
        var catalog = new ScenarioCatalog([HttpGetScenario.Definition(transport)]);
        var plan = new LoadPlan { Http = http, Scenarios = [Open, Closed] };
        await using var run = new LoadRun(plan, catalog, new LoadRunOptions { Target = target, Segment = ExecutionSegment.Whole, Clock = clock });
        await run.PrepareAsync(stop);
        await run.RunAsync(clock.GetTimestamp(), static _ => ValueTask.CompletedTask, stop);
        stop.ThrowIfCancellationRequested();

        // What was only needed to get here: no collection of it shall pause the load.
        GC.Collect();
    }

    private static ConstantArrivalRateOptions Open => new()
    {
        Name = "open",
        Exec = "http_get",
        Rate = 100,
        Duration = s_duration,
        PreAllocatedVus = 8,
        MaxVus = 8,
        GracefulStop = TimeSpan.FromSeconds(2),
    };

    private static ConstantVusOptions Closed => new()
    {
        Name = "closed",
        Exec = "http_get",
        Vus = 4,
        Duration = s_duration,
        Env = new Dictionary<string, string> { ["THINK_MS"] = "20" },
        GracefulStop = TimeSpan.FromSeconds(2),
    };
}
