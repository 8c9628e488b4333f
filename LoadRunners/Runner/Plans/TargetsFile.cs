using System.Text.Json;
using System.Text.Json.Nodes;

namespace UpCoach.LoadRunners.Runner.Plans;

/// <summary>Puts the content of the file that a plan names as <c>targets</c> into the plan, so that agents on other machines have it too.</summary>
/// <remarks>The file has <c>targets</c>, and may have the <c>serverMetrics</c> that they name; those of the plan itself win.</remarks>
internal static class TargetsFile
{
    private const string Targets = "targets";
    private const string ServerMetrics = "serverMetrics";

    /// <summary>Gives the plan with its targets; the very text if it names no file.</summary>
    /// <param name="plan">The plan's text.</param>
    /// <param name="folder">The folder that the file's name is relative to: the plan's.</param>
    /// <exception cref="CommandException">The file can't be read.</exception>
    public static string Embed(string plan, string folder)
    {
        if (!plan.Contains($"\"{Targets}\"", StringComparison.Ordinal) || PlanJson.TryParse(plan) is not { } root
            || root[Targets] is not JsonValue value || !value.TryGetValue<string>(out var file)) return plan;
        var content = Read(Path.GetFullPath(file, folder), file);
        root[Targets] = content[Targets]?.DeepClone();
        if (content[ServerMetrics] is JsonObject metrics)
        {
            var own = root[ServerMetrics] as JsonObject ?? [];
            root[ServerMetrics] = own;
            foreach (var (name, metric) in metrics.Where(metric => !own.ContainsKey(metric.Key))) own[name] = metric?.DeepClone();
        }

        return root.ToJsonString();
    }

    private static JsonObject Read(string path, string file)
    {
        try
        {
            return PlanJson.Parse(File.ReadAllText(path)) is { } content && content[Targets] is JsonArray
                ? content
                : throw new CommandException(ExitCodes.BadInput, $"$.targets: {file} has no array 'targets'");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CommandException(ExitCodes.BadInput, $"$.targets: can't read {file}: {e.Message.Split('\n')[0].Trim()}");
        }
    }
}
