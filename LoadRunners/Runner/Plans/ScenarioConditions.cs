using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Lab;

namespace UpCoach.LoadRunners.Runner.Plans;

/// <summary>Says which scenarios of a plan can't be done where the runner is: a service is missing, or they break a system that is not the lab's.</summary>
internal static class ScenarioConditions
{
    /// <summary>Gives the scenarios to leave out, each with the reason and the remedy.</summary>
    public static IReadOnlyList<LeftOutScenario> Unmet(LoadPlan plan, ScenarioCatalog catalog, LabServices lab, bool allowDestructive)
    {
        List<LeftOutScenario> unmet = [];
        foreach (var scenario in plan.Scenarios)
        {
            if (scenario.Inline is not null || !catalog.TryFind(scenario.Exec, out var definition)) continue;
            if (definition.Breaks is { } harm && !lab.IsLab && !allowDestructive)
            {
                unmet.Add(new(scenario.Name, $"it {harm}, which is done in the lab only; elsewhere with --allow-destructive"));
            }
            else if (definition.Needs.FirstOrDefault(need => !lab.Has(need)) is { } missing)
            {
                unmet.Add(new(scenario.Name, $"it needs {missing}: {LabServices.Remedy(missing)}"));
            }
        }

        return unmet;
    }
}
