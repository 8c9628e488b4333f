using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Runner.Outputs.Wire;

namespace UpCoach.LoadRunners.Runner.Outputs.OpenTelemetry;

/// <summary>An <c>ExportMetricsServiceRequest</c> in protobuf, with the names of k6's opentelemetry output.</summary>
/// <remarks>
/// Counters are sums, gauges gauges, trends histograms in milliseconds, and a rate is two sums: <c>NAME.occurred</c> and <c>NAME.total</c>.
/// All are cumulative since the start. Field numbers: opentelemetry-proto, metrics/v1/metrics.proto.
/// </remarks>
internal sealed class OtlpRequest(OutputRun run, string serviceName)
{
    private const int Cumulative = 2;

    private ulong _start;
    private ulong _time;

    /// <summary>Writes all series as they are at an instant.</summary>
    public ReadOnlySpan<byte> Write(IEnumerable<KeyValuePair<MetricDefinition, IReadOnlyCollection<OtlpSeries>>> metrics, DateTimeOffset time)
    {
        (_start, _time) = (Nanoseconds(run.StartedAt), Nanoseconds(time));
        var request = new ProtobufWriter();
        request.Message(1, resourceMetrics =>
        {
            resourceMetrics.Message(1, resource =>
            {
                Attribute(resource, 1, "service.name", serviceName);
                Attribute(resource, 1, "testid", run.Id);
            });
            resourceMetrics.Message(2, scopeMetrics =>
            {
                scopeMetrics.Message(1, scope => scope.Text(1, "UpCoach.LoadRunners.Runner"));
                foreach (var (metric, series) in metrics)
                {
                    Metric(scopeMetrics, metric, series);
                }
            });
        });
        return request.Written;
    }

    private void Metric(ProtobufWriter scope, MetricDefinition metric, IReadOnlyCollection<OtlpSeries> all)
    {
        switch (metric.Kind)
        {
            case MetricKind.Counter:
                Sum(scope, metric.Name, metric.Unit, all, series => series.Sum);
                break;
            case MetricKind.Rate:
                Sum(scope, metric.Name + ".occurred", "", all, series => series.Passes);
                Sum(scope, metric.Name + ".total", "", all, series => series.Total);
                break;
            case MetricKind.Gauge:
                scope.Message(2, message => Named(message, metric.Name, metric.Unit).Message(5, gauge => Points(gauge, all, series => series.Last)));
                break;
            case MetricKind.Trend:
                scope.Message(2, message => Named(message, metric.Name, metric.Unit).Message(9, histogram =>
                {
                    foreach (var series in all)
                    {
                        histogram.Message(1, point => Distribution(point, series));
                    }

                    histogram.Integer(2, Cumulative);
                }));
                break;
        }
    }

    private void Sum(ProtobufWriter scope, string name, string unit, IReadOnlyCollection<OtlpSeries> all, Func<OtlpSeries, double> value) =>
        scope.Message(2, message => Named(message, name, unit).Message(7, sum =>
        {
            Points(sum, all, value);
            sum.Integer(2, Cumulative).Integer(3, 1); // monotonic
        }));

    private void Points(ProtobufWriter parent, IReadOnlyCollection<OtlpSeries> all, Func<OtlpSeries, double> value)
    {
        foreach (var series in all)
        {
            parent.Message(1, point =>
            {
                point.Fixed(2, _start).Fixed(3, _time).Double(4, value(series));
                Attributes(point, 7, series.Tags);
            });
        }
    }

    private void Distribution(ProtobufWriter point, OtlpSeries series)
    {
        point.Fixed(2, _start).Fixed(3, _time).Fixed(4, (ulong)series.Count).Double(5, series.HistogramSum);
        point.PackedFixed(6, series.Buckets());
        point.PackedFixed(7, [.. OtlpSeries.Bounds.Select(BitConverter.DoubleToUInt64Bits)]);
        Attributes(point, 9, series.Tags);
        point.Double(11, series.Minimum).Double(12, series.Maximum);
    }

    private static ProtobufWriter Named(ProtobufWriter message, string name, string unit) =>
        unit.Length == 0 ? message.Text(1, name) : message.Text(1, name).Text(3, unit == "B" ? "By" : unit);

    private static void Attributes(ProtobufWriter parent, int field, TagSet tags)
    {
        foreach (var (name, value) in tags.Tags)
        {
            Attribute(parent, field, name, value);
        }
    }

    private static void Attribute(ProtobufWriter parent, int field, string name, string value) =>
        parent.Message(field, pair => pair.Text(1, name).Message(2, any => any.Text(1, value)));

    private static ulong Nanoseconds(DateTimeOffset time) => (ulong)(time - DateTimeOffset.UnixEpoch).Ticks * 100;
}
