using UpCoach.LoadRunners.Engine.Executors;
using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>Takes the scenarios that a run is to do from those of the plan.</summary>
internal static class ScenarioSelection
{
    /// <summary>Selects; what is left over is moved so that the run begins with it.</summary>
    /// <param name="all">The plan's scenarios.</param>
    /// <param name="catalog">Knows the tags; null for none.</param>
    /// <param name="overrides">Says what is wanted, and what can't be.</param>
    /// <param name="errors">Takes a wish that fits nothing.</param>
    public static (IReadOnlyList<ScenarioOptions> Running, IReadOnlyList<LeftOutScenario> LeftOut) Select(
        IReadOnlyList<ScenarioOptions> all, ScenarioCatalog? catalog, PlanOverrides overrides, PlanErrors errors)
    {
        foreach (var wish in overrides.Only.Where(wish => !all.Any(scenario => Fits(scenario, catalog, wish))))
        {
            var known = all.SelectMany(scenario => TagsOf(scenario, catalog)).Concat(all.Select(scenario => scenario.Name)).Distinct().ToList();
            errors.Add("--only", $"no scenario of the plan has the tag or name '{wish}'; {Spelling.Hint(wish, known)}");
        }

        List<LeftOutScenario> leftOut = [];
        List<ScenarioOptions> running = [];
        foreach (var scenario in all)
        {
            if (overrides.Without.FirstOrDefault(other => other.Name == scenario.Name) is { } known) leftOut.Add(known);
            else if (overrides.Only.Count > 0 && !overrides.Only.Any(wish => Fits(scenario, catalog, wish))) leftOut.Add(new(scenario.Name, "--only asks for others"));
            else running.Add(scenario);
        }

        if (leftOut.Count == 0 || running.Count == 0) return (running, leftOut);
        var begin = running.Min(scenario => scenario.StartTime);
        return ([.. running.Select(scenario => scenario with { StartTime = scenario.StartTime - begin })], leftOut);
    }

    /// <summary>Holds that what breaks the system begins when everything else has ended.</summary>
    public static void CheckOrder(IReadOnlyList<ScenarioOptions> scenarios, ScenarioCatalog? catalog, PlanErrors errors)
    {
        if (catalog is null) return;
        foreach (var breaking in scenarios.Where(scenario => Definition(scenario, catalog)?.Breaks is not null))
        {
            var before = scenarios.FirstOrDefault(other => Definition(other, catalog)?.Breaks is null && other.StartTime + other.RegularDuration > breaking.StartTime);
            if (before is null) continue;
            errors.Add(JsonPath.Property(JsonPath.Property("$.scenarios", breaking.Name), "startTime"),
                $"{breaking.Exec} {Definition(breaking, catalog)!.Breaks}, so it runs last: it must start when {before.Name} has ended, at {DurationText.Of(before.StartTime + before.RegularDuration)} or later");
        }
    }

    private static bool Fits(ScenarioOptions scenario, ScenarioCatalog? catalog, string wish) => scenario.Name == wish || TagsOf(scenario, catalog).Contains(wish);

    private static IReadOnlyList<string> TagsOf(ScenarioOptions scenario, ScenarioCatalog? catalog) => Definition(scenario, catalog)?.Tags ?? [];

    private static ScenarioDefinition? Definition(ScenarioOptions scenario, ScenarioCatalog? catalog) =>
        scenario.Inline ?? (catalog is not null && catalog.TryFind(scenario.Exec, out var definition) ? definition : null);
}
