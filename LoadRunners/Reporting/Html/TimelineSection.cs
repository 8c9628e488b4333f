using UpCoach.LoadRunners.Reporting.Html.Charts;
using UpCoach.LoadRunners.Reporting.Model;
using UpCoach.LoadRunners.Reporting.Text;

namespace UpCoach.LoadRunners.Reporting.Html;

/// <summary>Latency, throughput and virtual users over the run.</summary>
internal static class TimelineSection
{
    public static void Write(HtmlText html, RunReport report)
    {
        var points = report.Timeline;
        html.Open("section").Leaf("h2", "Over time");
        if (points.Count == 0)
        {
            html.Leaf("p", "No second of the run was measured.", "note").CloseLine();
            return;
        }

        var time = LinearAxis.Over("seconds since the start", points.Select(point => (double?)point.Second), value => Figures.Plain(value));
        LineChart.Write(html, new LineChart("Service time of all requests, per second", time,
            Milliseconds(points),
            [
                Line("p50", "s0", points, point => point.P50, Figures.Milliseconds),
                Line("p95", "s1", points, point => point.P95, Figures.Milliseconds),
                Line("p99", "s2", points, point => point.P99, Figures.Milliseconds),
            ]));
        LineChart.Write(html, new LineChart("Requests per second", time,
            LinearAxis.Over("requests/s", points.Select(point => (double?)point.RequestsPerSecond), value => Figures.Plain(value)),
            [
                Line("requests", "s0", points, point => point.RequestsPerSecond, Figures.PerSecond),
                Line("failed", "bad", points, point => point.FailedPerSecond, Figures.PerSecond),
            ]));
        LineChart.Write(html, new LineChart("Virtual users", time,
            LinearAxis.Over("users", points.Select(point => (double?)Math.Max(point.VirtualUsers, point.Dropped)), value => Figures.Plain(value)),
            [
                Line("virtual users", "s3", points, point => point.VirtualUsers, value => Figures.Count(value)),
                Line("dropped iterations per second", "bad", points, point => point.Dropped, value => Figures.Count(value)),
            ]));
        html.CloseLine();
    }

    private static LinearAxis Milliseconds(IReadOnlyList<TimelineRow> points) =>
        LinearAxis.Over("ms", points.SelectMany(point => new[] { point.P50, point.P95, point.P99 }), value => Figures.Plain(value));

    private static ChartLine Line(
        string name, string style, IReadOnlyList<TimelineRow> points, Func<TimelineRow, double?> value, Func<double?, string> spell) =>
        new(name, style, [.. points.Select(point => new ChartPoint(point.Second, value(point)))], spell);
}
