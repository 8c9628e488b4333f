using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Runner.Outputs;

/// <summary>What a series was in one second, under k6's keys.</summary>
internal static class IntervalValues
{
    private static readonly double[] Percentiles = [90, 95, 99];

    /// <summary>Gives the values; trends in the metric's own unit.</summary>
    public static IReadOnlyList<KeyValuePair<string, double>> Of(SeriesSnapshot series, TimeSpan length) => series switch
    {
        CounterSnapshot counter => [new("count", counter.Sum), new("rate", length > TimeSpan.Zero ? counter.Sum / length.TotalSeconds : 0)],
        GaugeSnapshot gauge => [new("value", gauge.Last), new("min", gauge.Min), new("max", gauge.Max)],
        RateSnapshot rate => [new("passes", rate.Passes), new("fails", rate.Total - rate.Passes), .. rate.Total > 0 ? [KeyValuePair.Create("value", (double)rate.Passes / rate.Total)] : Array.Empty<KeyValuePair<string, double>>()],
        TrendSnapshot trend => OfTrend(trend.Histogram),
        _ => [],
    };

    // Histograms hold thousandths of the metric's unit.
    private static List<KeyValuePair<string, double>> OfTrend(HistogramSnapshot snapshot)
    {
        if (snapshot.Count == 0)
        {
            return [new("count", 0)];
        }

        var histogram = new Histogram();
        histogram.Add(snapshot);
        return
        [
            new("count", histogram.Count), new("avg", histogram.Sum / 1000.0 / histogram.Count), new("min", histogram.Min / 1000.0),
            new("med", histogram.ValueAt(50) / 1000.0), new("max", histogram.Max / 1000.0),
            .. Percentiles.Select(percentile => KeyValuePair.Create(FormattableString.Invariant($"p({percentile})"), histogram.ValueAt(percentile) / 1000.0)),
        ];
    }
}
