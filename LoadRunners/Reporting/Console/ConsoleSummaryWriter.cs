using System.Globalization;
using System.Text;
using UpCoach.LoadRunners.Analysis.Verdicts;
using UpCoach.LoadRunners.Reporting.Model;
using UpCoach.LoadRunners.Reporting.Text;

namespace UpCoach.LoadRunners.Reporting.Console;

/// <summary>The summary at the end of a run, in the order and the words of k6's.</summary>
public static class ConsoleSummaryWriter
{
    /// <summary>Renders the report for a terminal or a log; no colour, no escape sequence.</summary>
    public static string Write(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        Thresholds(text, report);
        Checklist(text, report);
        text.Append("\n  TOTAL RESULTS\n\n");
        Checks(text, report);
        MetricLines.Write(text, report);
        Latency(text, report);
        Generator(text, report);
        Verdict(text, report);
        return text.ToString();
    }

    private static void Thresholds(StringBuilder text, RunReport report)
    {
        text.Append("\n  THRESHOLDS\n");
        if (report.Thresholds.Count == 0)
        {
            text.Append("\n    none set\n");
        }

        foreach (var metric in report.Thresholds.GroupBy(threshold => threshold.Metric))
        {
            Line(text, $"\n    {CleanText.Of(metric.Key)}");
            foreach (var threshold in metric)
            {
                var aggregate = threshold.Expression.Split('<', '>', '=', '!')[0].Trim();
                var margin = threshold.MarginRatio is null ? "" : $"  (margin {Figures.Margin(threshold.MarginRatio)})";
                Line(text, $"    {VerdictWords.Mark(threshold.State)} '{CleanText.Of(threshold.Expression)}' "
                    + $"{CleanText.Of(aggregate)}={Figures.InUnit(threshold.Observed, threshold.Unit)}{margin}"
                    + $"  {VerdictWords.Word(threshold)}" + (threshold.HasAborted ? "  (ended the run)" : ""));
                if (VerdictWords.Bounds(threshold) is { Length: > 0 } bounds)
                {
                    Line(text, $"      {bounds}");
                }
            }
        }
    }

    private static void Checklist(StringBuilder text, RunReport report)
    {
        if (report.Checklist.Count == 0)
        {
            return;
        }

        text.Append("\n  TARGETS\n");
        foreach (var group in report.Checklist.GroupBy(row => row.Group))
        {
            Line(text, $"\n    {CleanText.Of(group.Key)}");
            foreach (var row in group)
            {
                Line(text, $"    {TargetWords.Mark(row)} {CleanText.Of(row.Text)}: {CleanText.Of(TargetWords.Observed(row))}");
            }
        }

        Line(text, $"\n    {TargetWords.Count(report.Checklist)}");
    }

    private static void Checks(StringBuilder text, RunReport report)
    {
        foreach (var check in report.Checks)
        {
            Line(text, $"    {(check.Fails == 0 ? "✓" : "✗")} {CleanText.Of(check.Title)}");
            if (check.Fails > 0)
            {
                var percent = (100.0 * check.Passes / (check.Passes + check.Fails)).ToString("0.00", CultureInfo.InvariantCulture);
                Line(text, $"      ↳ {percent}% — ✓ {Figures.Count(check.Passes)} / ✗ {Figures.Count(check.Fails)}");
            }
        }

        if (report.Checks.Count > 0)
        {
            text.Append('\n');
        }
    }

    private static void Latency(StringBuilder text, RunReport report)
    {
        var all = report.Overall;
        Line(text, $"\n    service time   {Percentiles(all.Service)}");
        Line(text, $"    response time  {Percentiles(all.Response)}");
        Line(text, $"    gap            p95 {Figures.Milliseconds(all.GapP95)}: what service time alone would hide; dropped iterations {Figures.Count(all.Dropped)}");
    }

    private static string Percentiles(LatencyRow row) =>
        $"p50 {Figures.Milliseconds(row.P50)}, p90 {Figures.Milliseconds(row.P90)}, p95 {Figures.Milliseconds(row.P95)}, p99 {Figures.Milliseconds(row.P99)}";

    private static void Generator(StringBuilder text, RunReport report)
    {
        text.Append("\n  GENERATOR\n\n");
        var rows = CertificateRows.Of(report.Generator);
        var (title, observed) = (rows.Max(row => row.Title.Length), rows.Max(row => row.Observed.Length));
        foreach (var row in rows)
        {
            Line(text, $"    {CertificateRows.Mark(row.State)} {row.Title.PadRight(title)}  {row.Observed.PadRight(observed)}  {row.Limit}");
            if (row.State == false)
            {
                Line(text, $"      ↳ {CleanText.Of(row.Reason)} {CleanText.Of(row.Remedy)}".TrimEnd());
            }
        }
    }

    private static void Verdict(StringBuilder text, RunReport report)
    {
        var mark = report.Verdict.Outcome == RunOutcome.Passed ? "✓" : "✗";
        Line(text, $"\n  {mark} {VerdictWords.Headline(report.Verdict.Outcome)}: {CleanText.Of(report.Verdict.Reasons[0])}");
        foreach (var reason in report.Verdict.Reasons.Skip(1))
        {
            Line(text, $"    {CleanText.Of(reason)}");
        }

        foreach (var note in report.Generator.Notes)
        {
            Line(text, $"    note: {CleanText.Of(note)}");
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
