namespace UpCoach.LoadRunners.Reporting.Html.Charts;

/// <summary>A point; without a y the line has a gap.</summary>
internal sealed record ChartPoint(double X, double? Y);
