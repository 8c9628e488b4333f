using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Runner.Outputs.OpenTelemetry;

/// <summary>Pushes each second to an OpenTelemetry collector, by OTLP over HTTP.</summary>
internal sealed class OtlpOutput(Uri address, IEnumerable<KeyValuePair<string, string>> headers, TimeProvider clock) : IRunOutput
{
    private readonly PushClient _client = new(address, headers, clock);
    private readonly SortedDictionary<string, (MetricDefinition Metric, Dictionary<TagSet, OtlpSeries> Series)> _metrics = new(StringComparer.Ordinal);
    private OutputRun? _run;
    private OtlpRequest? _request;

    /// <inheritdoc/>
    public async ValueTask OpenAsync(OutputRun run, CancellationToken stop)
    {
        (_run, _request) = (run, new OtlpRequest(run, "load-runner"));
        await PushAsync(clock.GetUtcNow(), stop); // Says now, not after the run, that nobody listens there.
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(IntervalSnapshot second, CancellationToken stop)
    {
        foreach (var series in second.Series)
        {
            if (!_metrics.TryGetValue(series.Metric, out var metric))
            {
                _metrics.Add(series.Metric, metric = (_run!.MetricOf(series), []));
            }

            if (!metric.Series.TryGetValue(series.Tags, out var sum))
            {
                metric.Series.Add(series.Tags, sum = new OtlpSeries(series.Tags));
            }

            sum.Add(series);
        }

        await PushAsync(_run!.EndOf(second), stop);
    }

    /// <inheritdoc/>
    public ValueTask CloseAsync(CancellationToken stop) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task PushAsync(DateTimeOffset time, CancellationToken stop)
    {
        var all = _metrics.Values.Select(metric => KeyValuePair.Create<MetricDefinition, IReadOnlyCollection<OtlpSeries>>(metric.Metric, metric.Series.Values));
        return _client.PostAsync(_request!.Write(all, time).ToArray(), "application/x-protobuf", null, stop);
    }
}
