using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Engine.Thresholds;

/// <summary>Remembers the worst window of a run for a threshold with a window, so that each is looked at once.</summary>
internal sealed class WorstWindow(Threshold threshold)
{
    private TimeSpan _seenUntil;

    public Observation Worst { get; private set; } = Observation.None;

    /// <summary>Takes the windows that were completed since the last call. Those with too few samples say nothing.</summary>
    public void Update(MetricStore store)
    {
        foreach (var window in store.Windows(threshold.Metric.Name, threshold.Selector, threshold.Window!.Value, _seenUntil))
        {
            _seenUntil = window.Start + window.Length;
            var observed = Observation.Of(threshold, window.Summary);
            if (!double.IsNaN(observed.Value) && observed.Samples >= threshold.MinSamples && IsWorse(observed.Value)) Worst = observed;
        }
    }

    private bool IsWorse(double value) => double.IsNaN(Worst.Value) || threshold.Operator switch
    {
        ThresholdOperator.Less or ThresholdOperator.LessOrEqual => value > Worst.Value,
        ThresholdOperator.Greater or ThresholdOperator.GreaterOrEqual => value < Worst.Value,
        // What was once wrong stays.
        _ => threshold.Operator.Holds(Worst.Value, threshold.Limit),
    };
}
