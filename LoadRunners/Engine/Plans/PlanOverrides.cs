using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>What a command line changes in a plan.</summary>
/// <param name="ScaleTime">Factor on every duration and start time of scenarios, on delayAbortEval, and on how long parts of an iteration last (VirtualUser.TimeScale); not on graceful stops. More than 0, at most 1000.</param>
/// <param name="ScaleRate">Factor on the load: arrival rates, and numbers of virtual users (rounded up). More than 0, at most 1000. Iteration counts stay.</param>
public sealed record PlanOverrides(double ScaleTime = 1, double ScaleRate = 1)
{
    /// <summary>Gets the tags and names of the scenarios that are wanted.</summary>
    /// <value>Empty, the default, for all.</value>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Gets the scenarios that can't be done here.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyList<LeftOutScenario> Without { get; init; } = [];

    /// <summary>Gets the overrides that change nothing.</summary>
    public static PlanOverrides None { get; } = new();
}
