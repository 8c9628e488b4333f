using UpCoach.LoadRunners.Reporting.Model;
using UpCoach.LoadRunners.Reporting.Text;

namespace UpCoach.LoadRunners.Reporting.Html;

/// <summary>One row a request name.</summary>
internal static class RequestSection
{
    public static readonly string[] Columns =
        ["Name", "#Requests", "#Rate", "#Failed", "#p50", "#p90", "#p95", "#p99", "#Max", "#Response p95", "#Gap", "#Waiting p90", "#Dropped"];

    public static void Write(HtmlText html, RunReport report)
    {
        html.Open("section").Leaf("h2", "Requests by name");
        HtmlTable.Write(html, Columns, table =>
        {
            foreach (var row in report.Endpoints)
            {
                table.Row(RequestCells.Of(row));
            }

            table.Row("total", RequestCells.Of(report.Overall));
        });
        html.Leaf("p", "p50 to max are service time. Dropped are iterations of the scenarios that send this request; they are in no percentile.", "note");
        html.CloseLine();
    }
}
