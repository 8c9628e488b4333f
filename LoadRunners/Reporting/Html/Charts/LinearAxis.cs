namespace UpCoach.LoadRunners.Reporting.Html.Charts;

/// <summary>An axis from 0 to a round number, in steps of 1, 2 or 5 times a power of ten.</summary>
internal sealed class LinearAxis : IChartAxis
{
    private const int WantedTicks = 5;
    private readonly double _end;
    private readonly Func<double, string> _label;

    private LinearAxis(string title, double end, IReadOnlyList<double> ticks, Func<double, string> label)
    {
        (Title, _end, Ticks, _label) = (title, end, ticks, label);
    }

    public string Title { get; }

    public IReadOnlyList<double> Ticks { get; }

    public static LinearAxis Over(string title, IEnumerable<double?> values, Func<double, string> label)
    {
        var largest = Math.Max(values.Max() ?? 0, 1e-3);
        var step = Step(largest / WantedTicks);
        var count = (int)Math.Ceiling(largest / step - 1e-9);
        // Time runs to its last second exactly; a value axis ends at a round number, so its top tick is the end.
        var end = title.StartsWith("seconds", StringComparison.Ordinal) ? largest : count * step;
        var ticks = Enumerable.Range(0, count + 1).Select(index => Math.Round(index * step, 9)).Where(tick => tick <= end + 1e-9);
        return new LinearAxis(title, end, [.. ticks], label);
    }

    public double Position(double value) => value / _end;

    public string Label(double value) => _label(value);

    private static double Step(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
    }
}
