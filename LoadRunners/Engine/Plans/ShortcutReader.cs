using UpCoach.LoadRunners.Engine.Executors;
using UpCoach.LoadRunners.Engine.Executors.ConstantVus;
using UpCoach.LoadRunners.Engine.Executors.RampingVus;
using UpCoach.LoadRunners.Engine.Executors.SharedIterations;
using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>Reads k6's shortcuts: <c>stages</c>, <c>iterations</c> or <c>duration</c>, and <c>vus</c>, in place of <c>scenarios</c>.</summary>
internal static class ShortcutReader
{
    /// <summary>The name of the scenario that shortcuts make, and of the catalog entry that it runs.</summary>
    public const string ScenarioName = "default";

    private static readonly string[] s_keys = ["stages", "iterations", "duration", "vus"];

    /// <summary>Says whether a plan has shortcuts.</summary>
    public static bool IsUsed(JsonObjectReader json) => s_keys.Any(json.Properties.ContainsKey);

    /// <summary>Reads the scenario that they make.</summary>
    public static IReadOnlyList<ScenarioOptions> Read(JsonObjectReader json, ScenarioCatalog? catalog, PlanOverrides overrides)
    {
        var used = s_keys.Where(json.Properties.ContainsKey).ToList();
        used.ForEach(key => json.TryGet(key, out _));
        if (json.Properties.ContainsKey("scenarios"))
        {
            used.ForEach(key => json.Error(key, "can't be used beside scenarios: give it to a scenario"));
            return [];
        }

        if (catalog is not null && !catalog.TryFind(ScenarioName, out _))
        {
            json.Error(used[0], $"makes a scenario '{ScenarioName}', which there is not; use scenarios, with exec: {string.Join(", ", catalog.Names)}");
            return [];
        }

        if (used[0] == "stages")
        {
            foreach (var key in used.Where(key => key is "iterations" or "duration")) json.Error(key, "can't be used beside stages");
        }

        var reader = new ScenarioReader(json, overrides);
        ScenarioOptions? options = used[0] switch
        {
            "stages" => RampingVusOptions.Read(reader, "vus"),
            "iterations" => SharedIterationsOptions.Read(reader, "duration"),
            "duration" => ConstantVusOptions.Read(reader),
            _ => null,
        };
        if (options is not null) return [options with { Name = ScenarioName, Exec = ScenarioName }];
        json.Error(used[0], "needs duration, iterations or stages beside it, or use scenarios");
        return [];
    }
}
