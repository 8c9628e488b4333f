using System.Globalization;

namespace UpCoach.LoadRunners.Reporting.Html.Charts;

/// <summary>
/// The usual axis of a percentile spectrum: x = log10(1 / (1 - p)), so that each further nine takes the same width.
/// </summary>
internal sealed class PercentileAxis : IChartAxis
{
    private static readonly double[] Candidates = [0, 50, 75, 90, 95, 99, 99.5, 99.9, 99.99, 99.999];
    private readonly double _end;

    /// <param name="last">The largest percentile below 100 that is drawn.</param>
    public PercentileAxis(double last)
    {
        _end = Stretch(Math.Clamp(last, 90, 99.9999));
        Ticks = [.. Candidates.Where(candidate => Stretch(candidate) <= _end + 1e-9)];
    }

    public string Title => "percent of the requests";

    public IReadOnlyList<double> Ticks { get; }

    public double Position(double value) => Math.Min(1, Stretch(Math.Min(value, 99.9999)) / _end);

    public string Label(double value) => value.ToString("0.####", CultureInfo.InvariantCulture) + " %";

    private static double Stretch(double percentile) => Math.Log10(1 / (1 - percentile / 100));
}
