using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.ServerMetrics;

namespace UpCoach.LoadRunners.Engine.Thresholds;

/// <summary>Judges the thresholds of one run by what a store holds. Safe for concurrent use.</summary>
public sealed class ThresholdEvaluator
{
    private readonly IReadOnlyList<Threshold> _thresholds;
    private readonly IReadOnlyDictionary<string, ServerMetricSamples> _server;
    private readonly Dictionary<Threshold, WorstWindow> _windows; // under itself

    /// <summary>Initializes the evaluator.</summary>
    /// <param name="thresholds">The plan's thresholds.</param>
    /// <param name="server">What the server metrics were, by name; null if nobody asked for them: those thresholds have no data.</param>
    public ThresholdEvaluator(IReadOnlyList<Threshold> thresholds, IReadOnlyDictionary<string, ServerMetricSamples>? server = null)
    {
        _thresholds = thresholds;
        _server = server ?? new Dictionary<string, ServerMetricSamples>();
        _windows = thresholds.Where(threshold => threshold.Window is not null).Distinct()
            .ToDictionary(threshold => threshold, threshold => new WorstWindow(threshold));
    }

    /// <summary>Judges all thresholds over the whole run so far.</summary>
    public IReadOnlyList<ThresholdResult> Evaluate(MetricStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return [.. _thresholds.Select(threshold => Judge(threshold, store))];
    }

    /// <summary>Finds a crossed threshold that ends the run. Called each second: windows are looked at as they come, while they are known by the second.</summary>
    /// <returns>The first one that is crossed, aborts, and has had its delay; null to go on.</returns>
    public ThresholdResult? FindAbort(MetricStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var elapsed = store.Elapsed;
        foreach (var threshold in _windows.Keys)
        {
            Observe(threshold, store);
        }

        return _thresholds
            .Where(threshold => threshold.AbortOnFail && elapsed >= threshold.DelayAbortEval)
            .Select(threshold => Judge(threshold, store))
            .FirstOrDefault(result => result.Verdict == Verdict.Failed);
    }

    private ThresholdResult Judge(Threshold threshold, MetricStore store)
    {
        var (observed, samples) = Observe(threshold, store);
        if (double.IsNaN(observed)) return new ThresholdResult(threshold, null, Verdict.NoData, 0);
        if (samples < threshold.MinSamples) return new ThresholdResult(threshold, observed, Verdict.NoData, samples);
        var holds = threshold.Operator.Holds(observed, threshold.Limit);
        return new ThresholdResult(threshold, observed, holds ? Verdict.Passed : Verdict.Failed, samples);
    }

    private Observation Observe(Threshold threshold, MetricStore store)
    {
        if (threshold.Server is { } server) return Observation.Of(threshold, _server.GetValueOrDefault(server.Name));
        if (threshold.Window is null) return Observation.Of(threshold, store.Query(threshold.Metric.Name, threshold.Selector));
        lock (_windows)
        {
            var window = _windows[threshold];
            window.Update(store);
            return window.Worst;
        }
    }
}
