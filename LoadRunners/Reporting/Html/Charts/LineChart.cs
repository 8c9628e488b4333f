using System.Globalization;
using System.Text;

namespace UpCoach.LoadRunners.Reporting.Html.Charts;

/// <summary>A line chart as inline SVG: axes, grid, legend, and a title under the pointer for every place along x.</summary>
internal sealed record LineChart(string Title, IChartAxis X, IChartAxis Y, IReadOnlyList<ChartLine> Lines)
{
    private const double Right = 14, Top = 12;

    /// <summary>Gets whether it stands beside another: then it is half as wide, and its axes have no titles.</summary>
    public bool IsSmall { get; init; }

    /// <summary>Gets how many lines were left out.</summary>
    public int More { get; init; }

    private double Width => IsSmall ? 520 : 1000;

    private double Height => IsSmall ? 190 : 250;

    private double Left => IsSmall ? 70 : 62;

    private double Bottom => IsSmall ? 24 : 40;

    private int MostHoverColumns => IsSmall ? 60 : 400;

    public static void Write(HtmlText html, LineChart chart)
    {
        html.Open("figure").Open("figcaption").Leaf("strong", chart.Title);
        foreach (var line in chart.Lines)
        {
            html.Open("span", ("class", "key " + line.Style)).Leaf("span", "", "swatch").Text(line.Name).Close();
        }

        if (chart.More > 0) html.Leaf("span", string.Create(CultureInfo.InvariantCulture, $"and {chart.More} smaller"), "more");
        html.Close();
        html.Open("svg", ("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {chart.Width} {chart.Height}")), ("role", "img"), ("aria-label", chart.Title));
        chart.Axes(html);
        foreach (var line in chart.Lines)
        {
            html.Empty("path", ("class", "line " + line.Style), ("d", chart.Path(line)));
        }

        chart.Hovers(html);
        html.Close().CloseLine();
    }

    private void Axes(HtmlText html)
    {
        foreach (var tick in Y.Ticks)
        {
            var y = Number(Down(tick));
            html.Empty("line", ("class", "grid"), ("x1", Number(Left)), ("x2", Number(Width - Right)), ("y1", y), ("y2", y));
            html.Open("text", ("class", "tick"), ("x", Number(Left - 8)), ("y", Number(Down(tick) + 4)), ("text-anchor", "end")).Text(Y.Label(tick)).Close();
        }

        foreach (var tick in X.Ticks)
        {
            var x = Number(Across(tick));
            html.Empty("line", ("class", "mark"), ("x1", x), ("x2", x), ("y1", Number(Height - Bottom)), ("y2", Number(Height - Bottom + 4)));
            html.Open("text", ("class", "tick"), ("x", x), ("y", Number(Height - Bottom + 17)),
                ("text-anchor", X.Position(tick) > 0.98 ? "end" : "middle")).Text(X.Label(tick)).Close();
        }

        if (IsSmall) return;
        html.Open("text", ("class", "axis"), ("x", Number((Left + Width - Right) / 2)), ("y", Number(Height - 6)), ("text-anchor", "middle")).Text(X.Title).Close();
        var middle = Number((Top + Height - Bottom) / 2);
        html.Open("text", ("class", "axis"), ("x", "12"), ("y", middle), ("text-anchor", "middle"), ("transform", $"rotate(-90 12 {middle})"))
            .Text(Y.Title).Close();
    }

    private string Path(ChartLine line)
    {
        var path = new StringBuilder();
        var isDrawing = false;
        foreach (var point in line.Points)
        {
            if (point.Y is not { } value)
            {
                isDrawing = false; // no data is a gap, never a line to zero
                continue;
            }

            path.Append(isDrawing ? 'L' : 'M').Append(Number(Across(point.X))).Append(' ').Append(Number(Down(value)));
            isDrawing = true;
        }

        return path.ToString();
    }

    private void Hovers(HtmlText html)
    {
        var places = Lines.SelectMany(line => line.Points).Select(point => point.X).Distinct().Order().ToList();
        var stride = (places.Count + MostHoverColumns - 1) / MostHoverColumns;
        var shown = places.Where((_, index) => index % Math.Max(stride, 1) == 0).ToList();
        var values = Lines.Select(line => line.Points.DistinctBy(point => point.X).ToDictionary(point => point.X, point => point.Y)).ToList();
        for (var index = 0; index < shown.Count; index++)
        {
            var from = index == 0 ? Left : (Across(shown[index - 1]) + Across(shown[index])) / 2;
            var to = index == shown.Count - 1 ? Width - Right : (Across(shown[index]) + Across(shown[index + 1])) / 2;
            var parts = Lines.Select((line, at) => values[at].TryGetValue(shown[index], out var value) ? $"{line.Name} {line.Spell(value)}" : null);
            html.Open("rect", ("class", "hover"), ("x", Number(from)), ("y", Number(Top)), ("width", Number(Math.Max(0, to - from))),
                ("height", Number(Height - Top - Bottom)));
            html.Leaf("title", $"{X.Label(shown[index])}{(X is LinearAxis ? " s" : "")}: {string.Join(", ", parts.Where(part => part is not null))}").Close();
        }
    }

    private double Across(double value) => Left + X.Position(value) * (Width - Left - Right);

    private double Down(double value) => Height - Bottom - Math.Min(1, Y.Position(value)) * (Height - Top - Bottom);

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
