using System.Text.Json;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Reporting.Json;

/// <summary>Reads the report back from <c>summary.json</c>, so that the other files can be rendered again.</summary>
public static class SummaryJsonReader
{
    /// <summary>Reads the <c>run</c> object.</summary>
    /// <exception cref="JsonException">The text is not a summary of this lab.</exception>
    public static RunReport Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("run", out var run)
            ? run.Deserialize(RunReportJsonContext.Default.RunReport) ?? throw new JsonException("The object 'run' is null.")
            : throw new JsonException("The object 'run' is missing: this summary was not written by this lab.");
    }
}
