namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>One load-generating process of a run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Segment">Its share of the plan, <c>1/3:2/3</c>.</param>
/// <param name="Target">What it loaded.</param>
/// <param name="Requests">Requests it sent.</param>
/// <param name="CpuRatio">Its CPU time over wall time and cores; null when unknown.</param>
/// <param name="ClockOffsetMs">Its clock less the coordinator's; null for the same process.</param>
/// <param name="ClockErrorMs">The offset is wrong by this much at most; null for the same process.</param>
/// <param name="Problem">Why its figures ended early; null when they did not.</param>
public sealed record AgentRow(
    string Name, string Segment, string Target, long Requests, double? CpuRatio, double? ClockOffsetMs, double? ClockErrorMs, string? Problem = null);
