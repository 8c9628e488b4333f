using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Runner.Agents;

/// <summary>Everything that an agent needs to take its share of a run.</summary>
/// <param name="PlanText">The plan as the user wrote it; the agent reads and checks it itself.</param>
/// <param name="ScaleTime">Factor on durations.</param>
/// <param name="ScaleRate">Factor on rates and users.</param>
/// <param name="Segment">Its share, <c>1/3:2/3</c>.</param>
/// <param name="Sequence">All shares, <c>0,1/3,2/3,1</c>.</param>
/// <param name="Target">What it loads.</param>
internal sealed record PrepareRequest(string PlanText, double ScaleTime, double ScaleRate, string Segment, string Sequence, Uri Target)
{
    /// <summary>Gets the tags and names of the scenarios that are wanted; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Gets the scenarios that the run does without: every agent must read the same plan.</summary>
    public IReadOnlyList<LeftOutScenario> Without { get; init; } = [];
}
