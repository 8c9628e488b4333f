using UpCoach.LoadRunners.Analysis.Verdicts;
using UpCoach.LoadRunners.Reporting.Model;
using UpCoach.LoadRunners.Reporting.Text;

namespace UpCoach.LoadRunners.Reporting.Html;

/// <summary>The first screen: what the verdict is, why, and the run in six figures.</summary>
internal static class VerdictSection
{
    public static void Write(HtmlText html, RunReport report)
    {
        html.Open("header", ("class", "verdict " + Tone(report.Verdict.Outcome)));
        html.Open("div", ("class", "headline"));
        html.Leaf("span", VerdictWords.Headline(report.Verdict.Outcome), "badge");
        html.Leaf("h1", report.Plan.Name);
        html.Close();
        if (report.Plan.Description is { Length: > 0 } description)
        {
            html.Leaf("p", description, "description");
        }

        html.Open("ul", ("class", "reasons"));
        foreach (var reason in report.Verdict.Reasons)
        {
            html.Leaf("li", reason);
        }

        html.Close();
        html.Leaf("p", $"{Figures.Instant(report.StartedAt)} · {Figures.Duration(report.Duration)} of load · {string.Join(", ", report.Targets)}", "meta");
        html.CloseLine();
        Tiles(html, report);
    }

    private static void Tiles(HtmlText html, RunReport report)
    {
        var all = report.Overall;
        html.Open("section", ("class", "tiles"));
        Tile(html, "Requests", Figures.Count(all.Requests), Figures.PerSecond(all.RatePerSecond));
        Tile(html, "Failed", Figures.Percent(all.FailedRatio), $"{Figures.Count(all.Failed)} requests");
        Tile(html, "Service time p95", Figures.Milliseconds(all.Service.P95), $"p50 {Figures.Milliseconds(all.Service.P50)}");
        Tile(html, "Response time p95", Figures.Milliseconds(all.Response.P95), $"gap {Figures.Milliseconds(all.GapP95)}");
        Tile(html, "Peak virtual users", Figures.Count(report.Timeline.Count == 0 ? null : report.Timeline.Max(point => point.VirtualUsers)),
            $"{report.Agents.Count} {(report.Agents.Count == 1 ? "runner" : "runners")}");
        Tile(html, "Dropped iterations", Figures.Count(all.Dropped), $"{Figures.Count(report.Scenarios.Sum(scenario => scenario.Iterations))} completed");
        html.CloseLine();
    }

    private static void Tile(HtmlText html, string name, string figure, string detail) =>
        html.Open("div", ("class", "tile")).Leaf("span", name, "name").Leaf("strong", figure).Leaf("span", detail, "detail").Close();

    private static string Tone(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Passed => "good",
        RunOutcome.Failed => "bad",
        _ => "unknown",
    };
}
