using UpCoach.LoadRunners.Reporting.Model;
using UpCoach.LoadRunners.Reporting.Text;

namespace UpCoach.LoadRunners.Reporting.Html;

/// <summary>What was seen of the servers each second: small charts, the statements that took most time, and every series with its bounds.</summary>
internal static class ServerSideSection
{
    private static readonly string[] Groups = ["Machine and processes", ".NET", "PostgreSQL", "Redis"];

    public static void Write(HtmlText html, RunReport report)
    {
        if (report.ServerSide is not { } seen) return;
        html.Open("section").Leaf("h2", "Server side, second by second");
        if (seen.Series.Count == 0) html.Leaf("p", "Nothing was seen of the servers.", "note");
        foreach (var group in Groups)
        {
            List<IGrouping<string, ServerSeries>> charts =
                [.. seen.Series.Where(series => GroupOf(series) == group).GroupBy(series => series.Chart).Where(HasNews).OrderBy(chart => ServerCharts.Rank(chart.Key))];
            if (charts.Count == 0) continue;
            html.Leaf("h3", group).Open("div", ("class", "charts"));
            foreach (var chart in charts) ServerCharts.Write(html, seen, chart.Key, [.. chart]);
            html.CloseLine();
        }

        Quiet(html, seen);
        Statements(html, seen);
        All(html, seen);
        Notes(html, seen);
        html.CloseLine();
    }

    private static string GroupOf(ServerSeries series) => Array.Find(Groups, group => series.Chart.StartsWith(group, StringComparison.Ordinal)) ?? Groups[0];

    private static bool HasNews(IEnumerable<ServerSeries> chart) => chart.Any(series => series.Max != 0 || series.Min != 0);

    // A chart of zeros says in a lot of space what a line can say.
    private static void Quiet(HtmlText html, ServerSide seen)
    {
        var quiet = seen.Series.GroupBy(series => series.Chart).Where(chart => !HasNews(chart)).Select(chart => chart.Key).Order(StringComparer.Ordinal).ToList();
        if (quiet.Count > 0) html.Leaf("p", $"Zero all the time: {string.Join("; ", quiet)}.", "note");
    }

    private static void Statements(HtmlText html, ServerSide seen)
    {
        if (seen.Statements.Count == 0) return;
        html.Leaf("h3", "Statements that took most time");
        HtmlTable.Write(html, ["Server", "#Calls", "#Total", "#Mean", "#Rows", "Statement"], table =>
        {
            foreach (var row in seen.Statements)
            {
                table.Row(row.Server, Figures.Count(row.Calls), Figures.Milliseconds(row.TotalMs), Figures.Milliseconds(row.MeanMs), Figures.Count(row.Rows), row.Text);
            }
        });
    }

    private static void All(HtmlText html, ServerSide seen)
    {
        if (seen.Series.Count == 0) return;
        html.Open("details").Leaf("summary", $"All {Figures.Count(seen.Series.Count)} series");
        HtmlTable.Write(html, ["Series", "#Least", "#Mean", "#Greatest", "#Values"], table =>
        {
            foreach (var row in seen.Series)
            {
                table.Row(row.Id, Figures.InUnit(row.Min, row.Unit), Figures.InUnit(row.Avg, row.Unit), Figures.InUnit(row.Max, row.Unit), Figures.Count(row.Samples));
            }
        });
        html.CloseLine();
    }

    private static void Notes(HtmlText html, ServerSide seen)
    {
        foreach (var note in seen.Notes) html.Leaf("p", note, "note");
        var cost = seen.SamplerCpuRatio is { } ratio ? $" Looking took {Figures.Percent(ratio)} of one core." : "";
        html.Leaf("p", $"Shown, not judged. Every value is in evidence/series.csv, one row for {Figures.Plain(seen.StepSeconds)} s.{cost}", "note");
    }
}
