using UpCoach.LoadRunners.Reporting.Model;
using UpCoach.LoadRunners.Reporting.Text;

namespace UpCoach.LoadRunners.Reporting.Html;

/// <summary>One row a scenario: what it was asked to do, what came of it.</summary>
internal static class ScenarioSection
{
    public static void Write(HtmlText html, RunReport report)
    {
        html.Open("section").Leaf("h2", "Scenarios");
        HtmlTable.Write(html, ["Scenario", "Executor", "Asked to", "#Iterations", "#Interrupted", "#Dropped", "#Peak users"], table =>
        {
            foreach (var row in report.Scenarios)
            {
                table.Row(row.Name, row.Executor, row.Description, Figures.Count(row.Iterations), Figures.Count(row.Interrupted),
                    Figures.Count(row.Requests.Dropped), Figures.Count(row.PeakUsers));
            }
        });
        HtmlTable.Write(html, RequestSection.Columns, table =>
        {
            foreach (var row in report.Scenarios)
            {
                table.Row(RequestCells.Of(row.Requests));
            }
        });
        html.CloseLine();
    }
}
