namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>A trend's part of one interval.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Tags">The series' tags.</param>
/// <param name="Histogram">The distribution, in microseconds (thousandths of the reported unit).</param>
public sealed record TrendSnapshot(string Metric, TagSet Tags, HistogramSnapshot Histogram) : SeriesSnapshot(Metric, Tags)
{
    /// <inheritdoc/>
    public override MetricKind Kind => MetricKind.Trend;
}
