namespace UpCoach.LoadRunners.Runner.Plans;

/// <summary>Finds plans.</summary>
internal static class PlanFile
{
    private const string Folder = "plans";

    /// <summary>Finds a k6 script by its path.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static string FindScript(string script, string workingDirectory) => Path.GetFullPath(script, workingDirectory) is var path && File.Exists(path)
        ? path
        : throw new CommandException(ExitCodes.BadInput, $"k6 script '{script}' was not found: there is no file {path}");

    /// <summary>Finds a plan by its path, or by its name in the nearest folder <c>plans</c> at or above the working folder.</summary>
    /// <exception cref="CommandException">There is none; the message names the plans that there are.</exception>
    public static string Find(string plan, string workingDirectory)
    {
        var direct = Path.GetFullPath(plan, workingDirectory);
        if (File.Exists(direct))
        {
            return direct;
        }

        var known = new List<string>();
        for (var folder = new DirectoryInfo(workingDirectory); folder is not null; folder = folder.Parent)
        {
            var plans = Path.Combine(folder.FullName, Folder);
            if (!Directory.Exists(plans))
            {
                continue;
            }

            var named = Path.Combine(plans, plan + ".json");
            if (File.Exists(named))
            {
                return named;
            }

            known.AddRange(Directory.EnumerateFiles(plans, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)));
        }

        var others = known.Count == 0 ? "there is no folder 'plans' here or above" : $"known plans: {string.Join(", ", known.Distinct().Order(StringComparer.Ordinal))}";
        throw new CommandException(ExitCodes.BadInput, $"plan '{plan}' was not found: it is no file, and {others}");
    }
}
