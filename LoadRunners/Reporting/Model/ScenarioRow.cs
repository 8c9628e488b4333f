namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>One scenario of the plan.</summary>
/// <param name="Name">Its key in the plan.</param>
/// <param name="Executor">k6's executor name.</param>
/// <param name="Description">What the executor was asked to do, in one line.</param>
/// <param name="Iterations">Iterations that ended.</param>
/// <param name="Interrupted">Iterations cut at the end of the graceful stop.</param>
/// <param name="PeakUsers">Most virtual users at one time.</param>
/// <param name="Requests">Its requests.</param>
public sealed record ScenarioRow(
    string Name, string Executor, string Description, long Iterations, long Interrupted, double? PeakUsers, RequestRow Requests);
