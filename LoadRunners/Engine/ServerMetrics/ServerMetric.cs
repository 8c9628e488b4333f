namespace UpCoach.LoadRunners.Engine.ServerMetrics;

/// <summary>A metric of the system under test that thresholds may name: an entry of the plan's <c>serverMetrics</c>.</summary>
/// <param name="Name">The key in the plan.</param>
/// <param name="Query">PromQL that gives one number.</param>
/// <param name="Unit">The unit; empty for a plain number.</param>
public sealed record ServerMetric(string Name, string Query, string Unit);
