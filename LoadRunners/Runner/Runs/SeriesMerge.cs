using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Runner.Runs;

/// <summary>Adds up series of several members in the same second.</summary>
internal static class SeriesMerge
{
    /// <summary>Gives each metric and set of tags once.</summary>
    public static IReadOnlyList<SeriesSnapshot> Of(IEnumerable<SeriesSnapshot> series)
    {
        var merged = new Dictionary<SeriesKey, SeriesSnapshot>();
        foreach (var one in series)
        {
            var key = new SeriesKey(one.Metric, one.Tags);
            merged[key] = merged.TryGetValue(key, out var other) ? Add(other, one) : one;
        }

        return [.. merged.Values];
    }

    private static SeriesSnapshot Add(SeriesSnapshot one, SeriesSnapshot other) => (one, other) switch
    {
        (CounterSnapshot a, CounterSnapshot b) => a with { Sum = a.Sum + b.Sum },
        (RateSnapshot a, RateSnapshot b) => a with { Passes = a.Passes + b.Passes, Total = a.Total + b.Total },
        (GaugeSnapshot a, GaugeSnapshot b) => a with { Last = a.Last + b.Last, Min = a.Min + b.Min, Max = a.Max + b.Max },
        (TrendSnapshot a, TrendSnapshot b) => a with { Histogram = a.Histogram.Merge(b.Histogram) },
        _ => throw new InvalidDataException($"Metric '{one.Metric}' is a {one.Kind} on one runner and a {other.Kind} on another."),
    };
}
