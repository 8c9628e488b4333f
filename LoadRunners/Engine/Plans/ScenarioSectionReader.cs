using UpCoach.LoadRunners.Engine.Executors;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>Reads one entry of <c>scenarios</c>.</summary>
internal static class ScenarioSectionReader
{
    public static ScenarioOptions? Read(string name, JsonObjectReader json, ScenarioCatalog? catalog, PlanOverrides overrides)
    {
        json.Required("executor");
        var executor = json.Text("executor", "");
        var exec = json.Text("exec", name);
        var env = json.Texts("env");
        var inline = catalog?.Inline?.Read(name, json, env);
        if (inline is null) CheckExec(name, exec, json, catalog);
        else if (json.Properties.ContainsKey("exec")) json.Error("exec", $"can't stand beside {string.Join(" and ", catalog!.Inline!.Keys)}: the scenario says itself what it does");
        var startTime = json.Duration("startTime", TimeSpan.Zero) * overrides.ScaleTime;
        var gracefulStop = json.Duration("gracefulStop", TimeSpan.FromSeconds(30));
        var tags = TagSet.Of(json.Texts("tags"));
        if (ExecutorTable.All.FirstOrDefault(kind => kind.Name == executor) is not { } kind)
        {
            // Its other keys depend on the executor: without one they can't be judged.
            if (executor.Length > 0) json.Error("executor", $"unknown executor '{executor}'; {Spelling.Hint(executor, ExecutorTable.Names)}");
            return null;
        }

        var options = kind.Read(new ScenarioReader(json, overrides));
        json.End();
        return options with
        {
            Name = name,
            Exec = exec,
            Inline = inline,
            StartTime = startTime,
            GracefulStop = gracefulStop,
            Env = env,
            TimeScale = overrides.ScaleTime,
            Tags = tags,
        };
    }

    private static void CheckExec(string name, string exec, JsonObjectReader json, ScenarioCatalog? catalog)
    {
        if (catalog is null || catalog.TryFind(exec, out _)) return;
        var hint = Spelling.Hint(exec, [.. catalog.Names]);
        if (json.Properties.ContainsKey("exec"))
        {
            json.Error("exec", $"unknown scenario '{exec}'; {hint}");
        }
        else
        {
            json.Errors.Add(json.Path, $"there is no scenario '{name}', and no exec that names another; {hint}");
        }
    }
}
