using System.Text;
using UpCoach.LoadRunners.Reporting.Model;
using UpCoach.LoadRunners.Reporting.Text;
using static UpCoach.LoadRunners.Reporting.Markdown.MarkdownText;

namespace UpCoach.LoadRunners.Reporting.Markdown;

/// <summary>Writes <c>report.md</c>: the tables of the report for a pull request or a chat.</summary>
public sealed class MarkdownReportWriter : IReportWriter
{
    /// <inheritdoc/>
    public string FileName => "report.md";

    /// <inheritdoc/>
    public string Write(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        Line(text, $"# {Escape(report.Plan.Name)}: {VerdictWords.Headline(report.Verdict.Outcome)}");
        Line(text, "");
        foreach (var reason in report.Verdict.Reasons)
        {
            Line(text, $"- {Escape(reason)}");
        }

        Line(text, "");
        Line(text, $"{Figures.Instant(report.StartedAt)}, {Figures.Duration(report.Duration)}, {Figures.Count(report.Overall.Requests)} requests "
            + $"({Figures.PerSecond(report.Overall.RatePerSecond)}), {Figures.Percent(report.Overall.FailedRatio)} failed, "
            + $"target {Escape(string.Join(", ", report.Targets))}");
        Checklist(text, report);
        Thresholds(text, report);
        Requests(text, "Requests", [.. report.Endpoints, report.Overall]);
        Requests(text, "Scenarios", [.. report.Scenarios.Select(scenario => scenario.Requests)]);
        Checks(text, report);
        Evidence(text, report);
        ServerSide(text, report);
        Topology(text, report);
        Closing(text, report);
        return text.ToString();
    }

    private static void Thresholds(StringBuilder text, RunReport report)
    {
        Heading(text, "Thresholds", "", "Metric", "Threshold", "Observed", "Margin", "Verdict", "How sure");
        foreach (var row in report.Thresholds)
        {
            Row(text, VerdictWords.Mark(row.State), row.Metric, row.Expression,
                Figures.InUnit(row.Observed, row.Unit), Figures.Margin(row.MarginRatio), VerdictWords.Word(row), VerdictWords.Bounds(row));
        }
    }

    private static void Checklist(StringBuilder text, RunReport report)
    {
        if (report.Checklist.Count == 0)
        {
            return;
        }

        Heading(text, "What was asked for", "", "Group", "Target", "Observed", "Judged by", "Before");
        foreach (var row in report.Checklist)
        {
            Row(text, TargetWords.Mark(row), row.Group, row.Text, TargetWords.Observed(row), TargetWords.Measure(row), row.Baseline);
        }

        Line(text, "");
        Line(text, $"{TargetWords.Count(report.Checklist)}.");
    }

    private static void Requests(StringBuilder text, string title, IReadOnlyList<RequestRow> rows)
    {
        Heading(text, title, "Name", "Requests", "Rate", "Failed", "p50", "p90", "p95", "p99", "max", "Response p95", "Gap", "Waiting p90", "Dropped");
        foreach (var row in rows)
        {
            Row(text, RequestCells.Of(row));
        }
    }

    private static void Checks(StringBuilder text, RunReport report)
    {
        if (report.Checks.Count == 0)
        {
            return;
        }

        Heading(text, "Checks", "", "Check", "Passed", "Failed");
        foreach (var check in report.Checks)
        {
            Row(text, check.Fails == 0 ? "✓" : "✗", check.Title, Figures.Count(check.Passes), Figures.Count(check.Fails));
        }
    }

    private static void Evidence(StringBuilder text, RunReport report)
    {
        if (report.Evidence.Count == 0)
        {
            return;
        }

        Heading(text, "Evidence", "What", "Series", "Value");
        foreach (var row in report.Evidence)
        {
            if (row.Values.Count == 0)
            {
                Row(text, row.Title, row.Problem, Figures.NoData);
            }

            foreach (var value in row.Values)
            {
                Row(text, row.Title, value.Labels, Figures.InUnit(value.Value, row.Unit));
            }
        }
    }

    private static void ServerSide(StringBuilder text, RunReport report)
    {
        if (report.ServerSide is not { Series.Count: > 0 } seen)
        {
            return;
        }

        Heading(text, "Server side, second by second", "Series", "Least", "Mean", "Greatest");
        foreach (var row in seen.Series.Where(row => row.Min != 0 || row.Max != 0))
        {
            Row(text, row.Id, Figures.InUnit(row.Min, row.Unit), Figures.InUnit(row.Avg, row.Unit), Figures.InUnit(row.Max, row.Unit));
        }
    }

    private static void Topology(StringBuilder text, RunReport report)
    {
        if (report.Topology is not { } topology)
        {
            return;
        }

        Heading(text, "Topology", "Resource", "Type", "Image", "Program", "State", "Start", "Note");
        foreach (var row in topology.Resources)
        {
            var start = row.StartSeconds is { } seconds ? Figures.Duration(TimeSpan.FromSeconds(seconds)) : "";
            Row(text, row.Name, row.Type, row.Image, row.Program, row.State, start, row.Note);
        }
    }

    private static void Closing(StringBuilder text, RunReport report)
    {
        Heading(text, "Generator", "", "Rule", "Observed", "Allowed", "Reason", "Remedy");
        foreach (var row in CertificateRows.Of(report.Generator))
        {
            Row(text, CertificateRows.Mark(row.State), row.Title, row.Observed, row.Limit, row.Reason, row.Remedy);
        }

        Line(text, "");
        foreach (var note in report.Generator.Notes)
        {
            Line(text, $"- {Escape(note)}");
        }

        Line(text, $"- {Escape(report.Machine.CpuModel)}, {report.Machine.Cores} cores, {Figures.Bytes(report.Machine.MemoryBytes)}, "
            + $"{Escape(report.Machine.OperatingSystem)}, {Escape(report.Machine.Runtime)}");
        Line(text, $"- plan hash {Escape(report.Plan.Hash)}");
    }

    private static void Heading(StringBuilder text, string title, params string[] columns)
    {
        Line(text, $"\n## {title}\n");
        Row(text, columns);
        Line(text, "|" + string.Concat(Enumerable.Repeat(" --- |", columns.Length)));
    }

    private static void Row(StringBuilder text, params string?[] cells) => Line(text, $"| {string.Join(" | ", cells.Select(Escape))} |");

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
