using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Segments;

namespace UpCoach.LoadRunners.Engine.Executors;

/// <summary>What the options of both executors with a fixed number of iterations have in common.</summary>
public abstract record IterationsOptions : ScenarioOptions
{
    /// <summary>Gets the number of users.</summary>
    /// <value>1 by default.</value>
    public int Vus { get; init; } = 1;

    /// <summary>Gets the number of iterations: of each user, or of all together.</summary>
    /// <value>1 by default.</value>
    public long Iterations { get; init; } = 1;

    /// <summary>Gets when it ends even if iterations are left; those count as dropped.</summary>
    /// <value>10 min by default.</value>
    public TimeSpan MaxRunTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public override TimeSpan RegularDuration => MaxRunTime;

    /// <inheritdoc/>
    public override VirtualUserDemand DemandOf(ExecutionSegment segment) => new(segment.CountOf(Vus), segment.CountOf(Vus));

    internal static TimeSpan ReadMaxRunTime(ScenarioReader reader, string key = "maxDuration") =>
        reader.Duration(key, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1));
}
