using System.Text.Json;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Reporting.Json;

/// <summary>Writes <c>environment.json</c>.</summary>
public sealed class EnvironmentJsonWriter : IReportWriter
{
    /// <inheritdoc/>
    public string FileName => "environment.json";

    /// <inheritdoc/>
    public string Write(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var file = new EnvironmentFile(report.Machine, report.Plan, report.Targets, report.StartedAt, report.Topology);
        return JsonSerializer.Serialize(file, RunReportJsonContext.Default.EnvironmentFile) + "\n";
    }
}
