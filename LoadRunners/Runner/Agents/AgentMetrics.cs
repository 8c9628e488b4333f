using System.Diagnostics.Metrics;
using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Runner.Agents;

/// <summary>The load under the names that k6 has in Prometheus, so that dashboards made for k6 show it.</summary>
internal sealed class AgentMetrics : IDisposable
{
    public const string MeterName = "UpCoach.LoadRunners.Runner";

    private readonly Meter _meter = new(MeterName);
    private readonly Dictionary<string, Counter<double>> _counters;
    private readonly Counter<double> _failed;
    private readonly Gauge<double> _users;
    private readonly Gauge<double> _p95;

    public AgentMetrics()
    {
        // The exporter adds _total to counters: k6_http_reqs_total.
        _counters = new[]
        {
            BuiltInMetrics.HttpReqs, BuiltInMetrics.Iterations, BuiltInMetrics.DroppedIterations, BuiltInMetrics.DataSent, BuiltInMetrics.DataReceived,
        }.ToDictionary(metric => metric.Name, metric => _meter.CreateCounter<double>("k6_" + metric.Name));
        _failed = _meter.CreateCounter<double>("k6_http_reqs_failed");
        _users = _meter.CreateGauge<double>("k6_vus");
        _p95 = _meter.CreateGauge<double>("k6_http_req_duration_p95", description: "Seconds, over the last interval");
    }

    /// <summary>Takes an interval.</summary>
    public void Take(IntervalSnapshot interval)
    {
        var latency = new Histogram();
        foreach (var series in interval.Series)
        {
            switch (series)
            {
                case CounterSnapshot counter when _counters.TryGetValue(counter.Metric, out var instrument):
                    instrument.Add(counter.Sum, Tag(counter, TagNames.Scenario));
                    break;
                case RateSnapshot rate when rate.Metric == BuiltInMetrics.HttpReqFailed.Name:
                    _failed.Add(rate.Passes, Tag(rate, TagNames.Scenario));
                    break;
                case TrendSnapshot trend when trend.Metric == BuiltInMetrics.HttpReqDuration.Name:
                    latency.Add(trend.Histogram);
                    break;
            }
        }

        _users.Record(interval.Vus);
        if (latency.Count > 0)
        {
            _p95.Record(latency.ValueAt(95) / 1e6);
        }
    }

    /// <summary>Says that nothing runs any more.</summary>
    public void Rest() => _users.Record(0);

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(SeriesSnapshot series, string name) =>
        new(name, series.Tags.TryGet(name, out var value) ? value : "");
}
