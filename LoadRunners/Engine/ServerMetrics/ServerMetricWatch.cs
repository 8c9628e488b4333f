namespace UpCoach.LoadRunners.Engine.ServerMetrics;

/// <summary>Asks for a plan's server metrics in steady steps while a run lasts.</summary>
public sealed class ServerMetricWatch
{
    /// <summary>How often it asks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, ServerMetricSamples> _samples;
    private readonly IReadOnlyList<ServerMetric> _metrics;
    private readonly IServerMetricSource _source;

    /// <summary>Initializes a watch.</summary>
    public ServerMetricWatch(IReadOnlyList<ServerMetric> metrics, IServerMetricSource source)
    {
        (_metrics, _source) = (metrics, source);
        _samples = metrics.ToDictionary(metric => metric.Name, _ => new ServerMetricSamples(), StringComparer.Ordinal);
    }

    /// <summary>Gets what was answered so far, by the metric's name.</summary>
    public IReadOnlyDictionary<string, ServerMetricSamples> Samples => _samples;

    /// <summary>Asks until it is stopped; the last time at the stop itself is the caller's, by <see cref="AskAsync"/>.</summary>
    public async Task RunAsync(TimeProvider clock, CancellationToken stop)
    {
        if (_metrics.Count == 0) return;
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                await AskAsync(stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    /// <summary>Asks once for all metrics.</summary>
    public async Task AskAsync(CancellationToken stop)
    {
        var answers = await Task.WhenAll(_metrics.Select(metric => _source.ReadAsync(metric, stop).AsTask())).ConfigureAwait(false);
        foreach (var (metric, answer) in _metrics.Zip(answers))
        {
            if (answer is { } value) _samples[metric.Name].Add(value);
        }
    }
}
