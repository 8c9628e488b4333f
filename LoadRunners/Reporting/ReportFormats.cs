using UpCoach.LoadRunners.Reporting.Html;
using UpCoach.LoadRunners.Reporting.JUnit;
using UpCoach.LoadRunners.Reporting.Json;
using UpCoach.LoadRunners.Reporting.Markdown;

namespace UpCoach.LoadRunners.Reporting;

/// <summary>The formats a run is written in. A new one is a file and a line here.</summary>
public static class ReportFormats
{
    /// <summary>All file formats.</summary>
    public static IReadOnlyList<IReportWriter> All { get; } =
    [
        new SummaryJsonWriter(),
        new HtmlReportWriter(),
        new MarkdownReportWriter(),
        new JUnitReportWriter(),
        new EnvironmentJsonWriter(),
    ];
}
