namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>A gauge in one interval. Gauges of two agents in the same interval add up (users of segments do).</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Tags">The series' tags.</param>
/// <param name="Last">The value at the interval's end.</param>
/// <param name="Min">The least value in the interval.</param>
/// <param name="Max">The greatest value in the interval.</param>
public sealed record GaugeSnapshot(string Metric, TagSet Tags, double Last, double Min, double Max) : SeriesSnapshot(Metric, Tags)
{
    /// <inheritdoc/>
    public override MetricKind Kind => MetricKind.Gauge;
}
