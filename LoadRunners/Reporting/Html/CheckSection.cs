using UpCoach.LoadRunners.Reporting.Model;
using UpCoach.LoadRunners.Reporting.Text;

namespace UpCoach.LoadRunners.Reporting.Html;

/// <summary>One row a check of a response's status or body.</summary>
internal static class CheckSection
{
    public static void Write(HtmlText html, RunReport report)
    {
        if (report.Checks.Count == 0)
        {
            return;
        }

        html.Open("section").Leaf("h2", "Checks");
        HtmlTable.Write(html, ["", "Check", "#Held", "#Did not"], table =>
        {
            foreach (var row in report.Checks)
            {
                table.Row(row.Fails == 0 ? "good" : "bad", [row.Fails == 0 ? "✓" : "✗", row.Title, Figures.Count(row.Passes), Figures.Count(row.Fails)]);
            }
        });
        html.CloseLine();
    }
}
