using UpCoach.LoadRunners.Reporting.Html.Charts;
using UpCoach.LoadRunners.Reporting.Model;
using UpCoach.LoadRunners.Reporting.Text;

namespace UpCoach.LoadRunners.Reporting.Html;

/// <summary>Small charts of what was seen each second.</summary>
internal static class ServerCharts
{
    private const int MostLines = 6;
    private const double Kibi = 1024;

    // What is looked at first; the others follow by name.
    private static readonly string[] First =
        ["CPU of the machine", "CPU of each", "Resident memory", "Memory of the machine", "Disks", "Network", "Threads", ".NET: heap", ".NET: garbage", ".NET: share"];

    /// <summary>Gives a chart's place among those of its group.</summary>
    public static (int, string) Rank(string chart)
    {
        var place = Array.FindIndex(First, start => chart.StartsWith(start, StringComparison.Ordinal));
        return (place < 0 ? First.Length : place, chart);
    }

    /// <summary>Writes a chart with the greatest of its lines.</summary>
    public static void Write(HtmlText html, ServerSide seen, string title, IReadOnlyList<ServerSeries> all)
    {
        // Chosen by size, drawn by name: the colours of two charts of one set of services agree.
        List<ServerSeries> shown = [.. all.OrderByDescending(series => series.Max).Take(MostLines).OrderBy(series => series.Name, StringComparer.Ordinal)];
        var unit = shown[0].Unit;
        var (scale, label) = Scale(unit, shown.Max(series => series.Points.Max() ?? 0));
        var time = LinearAxis.Over("seconds since the start", seen.Seconds.Select(second => (double?)second), value => Figures.Plain(value));
        var values = LinearAxis.Over(unit, shown.SelectMany(series => series.Points).Select(point => point / scale), value => Figures.Plain(value) + label);
        var isSaid = label.Length > 0 || title.Contains(unit, StringComparison.OrdinalIgnoreCase);
        LineChart.Write(html, new LineChart(isSaid ? title : $"{title}, {unit}", time, values,
        [
            .. shown.Select((series, index) => new ChartLine(series.Name, FormattableString.Invariant($"s{index}"),
                [.. seen.Seconds.Zip(series.Points, (second, point) => new ChartPoint(second, point / scale))], value => Figures.InUnit(value * scale, unit))),
        ])
        {
            IsSmall = true,
            More = all.Count - shown.Count,
        });
    }

    // Ticks at round numbers of what is written beside them.
    private static (double Scale, string Label) Scale(string unit, double largest) => unit switch
    {
        "ratio" => (0.01, " %"),
        "bytes" => Bytes(largest, ""),
        "bytes per second" => Bytes(largest, "/s"),
        _ => (1, ""),
    };

    private static (double Scale, string Label) Bytes(double largest, string per) => largest switch
    {
        >= Kibi * Kibi * Kibi => (Kibi * Kibi * Kibi, " GiB" + per),
        >= Kibi * Kibi => (Kibi * Kibi, " MiB" + per),
        >= Kibi => (Kibi, " KiB" + per),
        _ => (1, " B" + per),
    };
}
