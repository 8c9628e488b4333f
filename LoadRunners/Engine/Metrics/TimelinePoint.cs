namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>A metric in one stretch of a run.</summary>
/// <param name="Start">Since the run's start.</param>
/// <param name="Length">The stretch's length: one second, or more in a long run.</param>
/// <param name="Summary">The metric in that stretch.</param>
public sealed record TimelinePoint(TimeSpan Start, TimeSpan Length, MetricSummary Summary);
