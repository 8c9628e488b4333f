namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>What makes a series: a metric and a set of tags.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Tags">The tags.</param>
public readonly record struct SeriesKey(string Metric, TagSet Tags);
