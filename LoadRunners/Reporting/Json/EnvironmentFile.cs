using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Reporting.Json;

/// <summary>The content of <c>environment.json</c>: what must be equal before two runs may be compared.</summary>
/// <param name="Machine">The generator's machine.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Targets">What was loaded.</param>
/// <param name="StartedAt">When, UTC.</param>
/// <param name="Topology">What was started for the run; null when nothing was.</param>
public sealed record EnvironmentFile(
    MachineFacts Machine, PlanSummary Plan, IReadOnlyList<string> Targets, DateTimeOffset StartedAt, Topology? Topology);
