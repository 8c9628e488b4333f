namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>A question to Prometheus at the end of a run, shown in the report and never judged.</summary>
/// <param name="Name">The key in the plan.</param>
/// <param name="Title">What the report calls it.</param>
/// <param name="Unit">The unit; empty for a plain number.</param>
/// <param name="Query">PromQL; <c>$run</c> stands for the run's duration.</param>
public sealed record EvidenceQuery(string Name, string Title, string Unit, string Query);
