using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Segments;

namespace UpCoach.LoadRunners.Runner.Runs;

/// <summary>How this program sets up a run of the engine, alone or as an agent.</summary>
internal static class LoadRunSetup
{
    public static LoadRunOptions Options(LoadPlan plan, Uri target, ExecutionSegment segment, TimeProvider clock) => new()
    {
        Target = target,
        Segment = segment,
        Clock = clock,
        WarmUp = stop => WarmUp.RunAsync(RunnerCatalog.Transport, plan.Http, target, clock, stop),
    };

    /// <summary>An instant as a timestamp of the monotonic clock, which nothing sets while the run lasts.</summary>
    public static long TimestampOf(DateTimeOffset instant, TimeProvider clock) =>
        clock.GetTimestamp() + (long)((instant - clock.GetUtcNow()).TotalSeconds * clock.TimestampFrequency);
}
