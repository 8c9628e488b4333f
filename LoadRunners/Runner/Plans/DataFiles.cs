using System.Globalization;
using System.Text.Json.Nodes;
using CsvHelper;
using CsvHelper.Configuration;

namespace UpCoach.LoadRunners.Runner.Plans;

/// <summary>Puts the content of the CSV files that scenarios name as <c>data</c> into the plan, so that agents on other machines have it too.</summary>
internal static class DataFiles
{
    /// <summary>Gives the plan with its data; the very text if it names no file.</summary>
    /// <param name="plan">The plan's text.</param>
    /// <param name="folder">The folder that file names are relative to: the plan's.</param>
    /// <exception cref="CommandException">A file can't be read.</exception>
    public static string Embed(string plan, string folder)
    {
        if (!plan.Contains("\"data\"", StringComparison.Ordinal) || PlanJson.TryParse(plan) is not { } root || root["scenarios"] is not JsonObject scenarios)
            return plan;
        var errors = new List<string>();
        var isChanged = false;
        foreach (var (name, scenario) in scenarios)
        {
            if (scenario is not JsonObject options || FileOf(options["data"]) is not { } file)
                continue;
            try
            {
                options["data"] = Read(Path.GetFullPath(file, folder), (options["data"] as JsonObject)?["pick"]?.DeepClone());
                isChanged = true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or CsvHelperException)
            {
                errors.Add($"$.scenarios.{name}.data: can't read {file}: {e.Message.Split('\n')[0].Trim()}");
            }
        }

        if (errors.Count > 0)
            throw new CommandException(ExitCodes.BadInput, errors);
        return isChanged ? root.ToJsonString() : plan;
    }

    private static string? FileOf(JsonNode? data) => data switch
    {
        JsonValue value when value.TryGetValue<string>(out var file) => file,
        JsonObject options when options["file"] is JsonValue value && value.TryGetValue<string>(out var file) => file,
        _ => null,
    };

    private static JsonObject Read(string path, JsonNode? pick)
    {
        var format = new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim, DetectColumnCountChanges = true };
        using var csv = new CsvReader(new StreamReader(path), format);
        csv.Read();
        csv.ReadHeader();
        var rows = new JsonArray();
        while (csv.Read())
            rows.Add(new JsonArray([.. csv.Parser.Record!.Select(cell => JsonValue.Create(cell))]));
        var data = new JsonObject { ["columns"] = new JsonArray([.. csv.HeaderRecord!.Select(column => JsonValue.Create(column))]), ["rows"] = rows };
        if (pick is not null)
            data["pick"] = pick;
        return data;
    }
}
