namespace UpCoach.LoadRunners.Reporting.Html.Charts;

/// <summary>One line of a chart.</summary>
internal sealed record ChartLine(string Name, string Style, IReadOnlyList<ChartPoint> Points, Func<double?, string> Spell);
