using UpCoach.LoadRunners.Engine.Running;

namespace UpCoach.LoadRunners.Runner.Progress;

/// <summary>A scenario's parts on several members, taken together.</summary>
internal static class ScenarioParts
{
    /// <summary>Gives the state of the part that is least far; waiting while no member has told of one.</summary>
    public static ScenarioState StateOf(IReadOnlyCollection<ScenarioProgress> parts) => parts.Count == 0 ? ScenarioState.Waiting : parts.Min(part => part.State);
}
