using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Reporting.Model;
using UpCoach.LoadRunners.Reporting.Text;

namespace UpCoach.LoadRunners.Reporting.Html;

/// <summary>The checklist: everything that was asked for, in the asker's words, and what the run says of it.</summary>
internal static class TargetSection
{
    public static void Write(HtmlText html, RunReport report)
    {
        if (report.Checklist.Count == 0)
        {
            return;
        }

        html.Open("section").Leaf("h2", "What was asked for");
        html.Leaf("p", TargetWords.Count(report.Checklist) + ". What was not measured counts neither way.", "note");
        foreach (var group in report.Checklist.GroupBy(row => row.Group))
        {
            html.Leaf("h3", group.Key.Length == 0 ? "other" : group.Key);
            html.Open("div", ("class", "checklist"));
            foreach (var row in group)
            {
                Row(html, row);
            }

            html.Close();
        }

        html.CloseLine();
    }

    private static void Row(HtmlText html, TargetRow row)
    {
        html.Open("div", ("class", "target " + Tone(row)), ("id", $"target-{row.Id}"));
        html.Leaf("span", TargetWords.Mark(row), "mark", row.Judged is null ? "not measured here" : VerdictWords.Word(row.Judged));
        html.Leaf("span", row.Text, "what");
        html.Leaf("span", TargetWords.Observed(row), row.Judged is null ? "reason" : "observed");
        html.Leaf("code", TargetWords.Measure(row), "measure");
        html.Leaf("span", row.Baseline.Length > 0 ? $"before: {row.Baseline}" : "", "baseline");
        html.CloseLine();
    }

    private static string Tone(TargetRow row) => row switch
    {
        { Judged: null } => "absent",
        { State: Verdict.Passed } => "good",
        { State: Verdict.Failed } => "bad",
        _ => "unknown",
    };
}
