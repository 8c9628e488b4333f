using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Runner.Outputs.Prometheus;

/// <summary>Pushes each second to Prometheus by remote write.</summary>
internal sealed class PrometheusOutput(Uri address, IEnumerable<KeyValuePair<string, string>> headers, TimeProvider clock) : IRunOutput
{
    private readonly PushClient _client = new(address, [.. headers, new("X-Prometheus-Remote-Write-Version", "0.1.0")], clock);
    private readonly Dictionary<string, PrometheusSample> _seen = new(StringComparer.Ordinal);
    private PrometheusSeries? _series;
    private OutputRun? _run;
    private DateTimeOffset _last;

    /// <inheritdoc/>
    public async ValueTask OpenAsync(OutputRun run, CancellationToken stop)
    {
        (_run, _series) = (run, new PrometheusSeries(run));
        await PushAsync([], clock.GetUtcNow(), stop); // Says now, not after the run, that nobody listens there.
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(IntervalSnapshot second, CancellationToken stop)
    {
        var samples = _series!.Of(second);
        foreach (var sample in samples)
        {
            _seen[sample.Key] = sample;
        }

        _last = _run!.EndOf(second);
        await PushAsync(samples, _last, stop);
    }

    /// <summary>Ends all series, else Prometheus would show their last values for five minutes more.</summary>
    public async ValueTask CloseAsync(CancellationToken stop)
    {
        if (_seen.Count > 0)
        {
            await PushAsync([.. _seen.Values.Select(sample => sample with { Value = RemoteWriteRequest.Stale })], _last.AddMilliseconds(1), stop);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task PushAsync(IReadOnlyList<PrometheusSample> samples, DateTimeOffset time, CancellationToken stop) =>
        _client.PostAsync(RemoteWriteRequest.Of(samples, time), "application/x-protobuf", "snappy", stop);
}
