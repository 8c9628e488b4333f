using UpCoach.LoadRunners.Engine.ServerMetrics;

namespace UpCoach.LoadRunners.Runner.Evidence;

/// <summary>Asks Prometheus for the system's own metrics while the run lasts. What can't be had is no sample; the last reason is kept.</summary>
internal sealed class PrometheusServerMetrics(Uri? prometheus, HttpMessageHandler handler) : IServerMetricSource, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4); // less than the interval of the watch
    private readonly HttpClient _client = new(handler, disposeHandler: false) { Timeout = Patience };
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, string> _problems = new(StringComparer.Ordinal); // under _lock
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal); // under _lock

    /// <summary>Gets why metrics had no value when they were asked for last; one that is there at times only needs a value once.</summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            lock (_lock) return [.. _problems.Select(problem => $"server metric {problem.Key}: {problem.Value}")];
        }
    }

    /// <inheritdoc/>
    public async ValueTask<double?> ReadAsync(ServerMetric metric, CancellationToken stop)
    {
        var (value, problem) = await AskAsync(metric, stop);
        if (value is null && stop.IsCancellationRequested) return null; // nobody waited for it any more
        lock (_lock)
        {
            if (value is not null) _seen.Add(metric.Name);
            // A query may ask for what is there at times only.
            if (problem is null || (problem == PrometheusAnswer.NoSeries && _seen.Contains(metric.Name))) _problems.Remove(metric.Name);
            else _problems[metric.Name] = problem;
        }

        return value;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<(double? Value, string? Problem)> AskAsync(ServerMetric metric, CancellationToken stop)
    {
        if (prometheus is null)
        {
            return (null, "no Prometheus was given (--prometheus URL)");
        }

        var (values, problem) = await PrometheusQuery.AskAsync(_client, prometheus, metric.Query, stop);
        return values.Count switch
        {
            0 => (null, problem),
            1 => (values[0].Value, null),
            // Which of several is meant, nobody said: one number must come out of the query.
            var count => (null, $"the query gives {count} series; aggregate them to one, as with sum() or max()"),
        };
    }
}
