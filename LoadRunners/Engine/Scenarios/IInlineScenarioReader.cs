using UpCoach.LoadRunners.Engine.Plans;

namespace UpCoach.LoadRunners.Engine.Scenarios;

/// <summary>Reads scenarios that are written in the plan itself, where the engine sees only their keys <see cref="Keys"/>.</summary>
public interface IInlineScenarioReader
{
    /// <summary>Gets the keys of a plan's scenario that are this reader's business.</summary>
    IReadOnlyList<string> Keys { get; }

    /// <summary>Reads what a scenario does.</summary>
    /// <param name="name">The scenario's key in the plan.</param>
    /// <param name="json">The scenario; errors go to its <see cref="JsonObjectReader.Errors"/>.</param>
    /// <param name="env">The scenario's <c>env</c>.</param>
    /// <returns>Null if the scenario has none of <see cref="Keys"/>; it then is in the catalog.</returns>
    ScenarioDefinition? Read(string name, JsonObjectReader json, IReadOnlyDictionary<string, string> env);
}
