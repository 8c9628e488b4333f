using UpCoach.LoadRunners.Reporting.Model;
using UpCoach.LoadRunners.Reporting.Text;

namespace UpCoach.LoadRunners.Reporting.Html;

/// <summary>What the system's own metrics say about the run.</summary>
internal static class EvidenceSection
{
    public static void Write(HtmlText html, RunReport report)
    {
        if (report.Evidence.Count == 0)
        {
            return;
        }

        html.Open("section").Leaf("h2", "Evidence from the system's own metrics");
        HtmlTable.Write(html, ["What", "Series", "#Value", "Query"], table =>
        {
            foreach (var row in report.Evidence)
            {
                if (row.Values.Count == 0)
                {
                    table.Row(row.Title, row.Problem, Figures.NoData, row.Query);
                }

                foreach (var value in row.Values)
                {
                    table.Row(row.Title, value.Labels, Figures.InUnit(value.Value, row.Unit), row.Query);
                }
            }
        });
        html.Leaf("p", "Asked of Prometheus at the end of the run; shown, not judged.", "note").CloseLine();
    }
}
