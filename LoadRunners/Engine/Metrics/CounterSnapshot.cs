namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>A counter's part of one interval.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Tags">The series' tags.</param>
/// <param name="Sum">What was added in the interval.</param>
public sealed record CounterSnapshot(string Metric, TagSet Tags, double Sum) : SeriesSnapshot(Metric, Tags)
{
    /// <inheritdoc/>
    public override MetricKind Kind => MetricKind.Counter;
}
