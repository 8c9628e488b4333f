namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>What one series gathered in one interval.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Tags">The series' tags.</param>
public abstract record SeriesSnapshot(string Metric, TagSet Tags)
{
    /// <summary>Gets the metric's kind.</summary>
    public abstract MetricKind Kind { get; }
}
