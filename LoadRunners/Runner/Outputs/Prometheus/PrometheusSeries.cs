using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Runner.Outputs.Prometheus;

/// <summary>Turns seconds of a run into Prometheus' series; keeps what counters have counted.</summary>
internal sealed class PrometheusSeries(OutputRun run)
{
    private const string NameLabel = "__name__";
    private const string TestIdLabel = "testid";
    private static readonly string[] UserGauges = [BuiltInMetrics.Vus.Name, BuiltInMetrics.VusMax.Name];

    private readonly Dictionary<string, double> _counted = new(StringComparer.Ordinal);

    /// <summary>Gives the samples of one second; no series twice.</summary>
    public IReadOnlyList<PrometheusSample> Of(IntervalSnapshot second)
    {
        var samples = new List<PrometheusSample>();
        foreach (var series in second.Series.Where(series => !UserGauges.Contains(series.Metric)))
        {
            samples.AddRange(Of(series, second.Length));
        }

        // k6's users belong to no scenario, and its dashboard takes the average over what it finds.
        foreach (var gauge in UserGauges)
        {
            if (second.Series.OfType<GaugeSnapshot>().Where(series => series.Metric == gauge).ToList() is { Count: > 0 } parts)
            {
                samples.Add(Sample(PrometheusNames.Of(gauge, ""), TagSet.Empty, parts.Sum(part => part.Last)));
            }
        }

        // Two tags may become one label, so series that differed may be the same now: the last one stays.
        return [.. samples.GroupBy(sample => sample.Key, StringComparer.Ordinal).Select(group => group.Last())];
    }

    private IEnumerable<PrometheusSample> Of(SeriesSnapshot series, TimeSpan length)
    {
        switch (series)
        {
            case CounterSnapshot counter:
                var total = Sample(PrometheusNames.Of(series.Metric, "total"), series.Tags, 0);
                yield return total with { Value = _counted[total.Key] = _counted.GetValueOrDefault(total.Key) + counter.Sum };
                break;
            case GaugeSnapshot gauge:
                yield return Sample(PrometheusNames.Of(series.Metric, ""), series.Tags, gauge.Last);
                break;
            case RateSnapshot { Total: > 0 } rate:
                yield return Sample(PrometheusNames.Of(series.Metric, "rate"), series.Tags, (double)rate.Passes / rate.Total);
                break;
            case TrendSnapshot { Histogram.Count: > 0 }:
                var scale = run.MetricOf(series).Unit == "ms" ? 1000.0 : 1;
                foreach (var (key, value) in IntervalValues.Of(series, length))
                {
                    if (key != "count") yield return Sample(PrometheusNames.Of(series.Metric, PrometheusNames.SuffixOf(key)), series.Tags, value / scale);
                }

                break;
        }
    }

    private PrometheusSample Sample(string name, TagSet tags, double value)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (tag, text) in tags.Tags)
        {
            if (text.Length > 0) labels[PrometheusNames.Safe(tag)] = text;
        }

        labels[NameLabel] = name;
        labels.TryAdd(TestIdLabel, run.Id);
        return new PrometheusSample([.. labels], value);
    }
}
