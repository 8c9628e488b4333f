using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Runner.Plans;

/// <summary>A valid plan, with the text it was read from: agents get the text and read it themselves.</summary>
/// <param name="Plan">The plan, scaled.</param>
/// <param name="Name">Its own name, or its file's.</param>
/// <param name="Text">The text.</param>
/// <param name="Overrides">The scales.</param>
internal sealed record LoadedPlan(LoadPlan Plan, string Name, string Text, PlanOverrides Overrides)
{
    /// <summary>Gets what was filled in, in words.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Reads and checks a plan.</summary>
    /// <exception cref="CommandException">It has errors: all of them, each with its JSON path.</exception>
    public static LoadedPlan Read(string path, ScenarioCatalog catalog, PlanOverrides overrides)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var text = TargetsFile.Embed(DataFiles.Embed(File.ReadAllText(path), folder), folder);
        return Read(path, text, catalog, overrides);
    }

    /// <summary>Reads and checks the options of a k6 script.</summary>
    /// <exception cref="CommandException">The script fails, or its options have errors.</exception>
    public static LoadedPlan ReadK6Script(string path, ScenarioCatalog catalog, PlanOverrides overrides, IReadOnlyDictionary<string, string> environment)
    {
        var (options, notes) = ScriptUsers.Fill(K6Script.ReadOptions(path, environment));
        return Read(path, options, catalog, overrides) with { Notes = [.. notes.Select(note => $"{Path.GetFileName(path)}: {note}")] };
    }

    /// <summary>Gives the plan without scenarios that can't be done here.</summary>
    /// <exception cref="CommandException">Nothing is left to run.</exception>
    public LoadedPlan Without(IReadOnlyList<LeftOutScenario> unmet, ScenarioCatalog catalog)
    {
        if (unmet.Count == 0) return this;
        if (unmet.Count == Plan.Scenarios.Count)
        {
            throw new CommandException(ExitCodes.BadInput, [$"nothing of plan {Name} can be run here", .. unmet.Select(scenario => $"{scenario.Name}: {scenario.Reason}")]);
        }

        return Read(Name, Text, catalog, Overrides with { Without = unmet }) with { Notes = Notes };
    }

    private static LoadedPlan Read(string path, string text, ScenarioCatalog catalog, PlanOverrides overrides)
    {
        var read = PlanReader.Read(text, catalog, overrides);
        if (!read.IsValid)
        {
            throw new CommandException(ExitCodes.BadInput, [.. read.Errors.Select(error => $"{Path.GetFileName(path)}: {error}")]);
        }

        var name = read.Plan.Name is { Length: > 0 } own ? own : Path.GetFileNameWithoutExtension(path);
        return new LoadedPlan(read.Plan with { Name = name }, name, text, overrides);
    }
}
