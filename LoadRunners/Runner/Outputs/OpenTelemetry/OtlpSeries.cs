using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Runner.Outputs.OpenTelemetry;

/// <summary>One series since the start of the run: OTLP's cumulative points.</summary>
internal sealed class OtlpSeries(TagSet tags)
{
    /// <summary>Upper bounds of the histogram's buckets, in the metric's unit; the last bucket has none.</summary>
    public static IReadOnlyList<double> Bounds { get; } =
    [
        1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000, 1500, 2000, 3000, 5000, 7000, 10_000, 30_000, 60_000,
    ];

    private readonly Histogram _histogram = new();

    public TagSet Tags => tags;

    public double Sum { get; private set; }

    public double Last { get; private set; }

    public long Passes { get; private set; }

    public long Total { get; private set; }

    public long Count => _histogram.Count;

    public double HistogramSum => _histogram.Sum / 1000.0;

    public double Minimum => _histogram.Min / 1000.0;

    public double Maximum => _histogram.Max / 1000.0;

    public void Add(SeriesSnapshot series)
    {
        switch (series)
        {
            case CounterSnapshot counter:
                Sum += counter.Sum;
                break;
            case GaugeSnapshot gauge:
                Last = gauge.Last;
                break;
            case RateSnapshot rate:
                (Passes, Total) = (Passes + rate.Passes, Total + rate.Total);
                break;
            case TrendSnapshot trend:
                _histogram.Add(trend.Histogram);
                break;
        }
    }

    /// <summary>Counts the values of each bucket; a value equal to a bound lies in that bound's bucket.</summary>
    public IReadOnlyList<ulong> Buckets()
    {
        var buckets = new ulong[Bounds.Count + 1];
        foreach (var (index, count) in _histogram.Counters())
        {
            var value = HistogramLayout.LowestValue(index) / 1000.0;
            var bucket = 0;
            while (bucket < Bounds.Count && value > Bounds[bucket])
            {
                bucket++;
            }

            buckets[bucket] += (ulong)count;
        }

        return buckets;
    }
}
