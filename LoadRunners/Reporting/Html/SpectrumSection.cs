using UpCoach.LoadRunners.Reporting.Html.Charts;
using UpCoach.LoadRunners.Reporting.Model;
using UpCoach.LoadRunners.Reporting.Text;

namespace UpCoach.LoadRunners.Reporting.Html;

/// <summary>Latency by percentile, the axis stretched towards the tail.</summary>
internal static class SpectrumSection
{
    public static void Write(HtmlText html, RunReport report)
    {
        html.Open("section").Leaf("h2", "Percentile spectrum");
        var lines = report.Spectrum.Where(line => line.Points.Count > 0).ToList();
        if (lines.Count == 0)
        {
            html.Leaf("p", "No request was measured.", "note").CloseLine();
            return;
        }

        var values = LinearAxis.Over("ms", lines.SelectMany(line => line.Points).Select(point => (double?)point.ValueMs), value => Figures.Plain(value));
        var percentiles = new PercentileAxis(lines.SelectMany(line => line.Points).Max(point => point.Percentile));
        LineChart.Write(html, new LineChart("Latency that so many percent of the requests did not exceed", percentiles, values,
            [
                .. lines.Select((line, index) => new ChartLine(line.Name, index == 0 ? "s0" : "s1 dashed",
                    [.. line.Points.Select(point => new ChartPoint(point.Percentile, point.ValueMs))], Figures.Milliseconds)),
            ]));
        html.Leaf("p", $"{Figures.Count(report.Overall.Dropped)} dropped iterations are not in these lines: they never sent a request.", "note").CloseLine();
    }
}
