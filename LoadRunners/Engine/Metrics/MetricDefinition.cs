namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>A metric: its name and kind.</summary>
/// <param name="Name">The name that thresholds use.</param>
/// <param name="Kind">What can be asked of it.</param>
/// <param name="Unit">The unit of its values, as reports print it; empty for a plain number.</param>
public sealed record MetricDefinition(string Name, MetricKind Kind, string Unit = "");
