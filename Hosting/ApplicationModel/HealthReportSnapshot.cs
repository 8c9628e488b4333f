using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace UpCoach.Hosting.ApplicationModel;

/// <summary>The result of one health check.</summary>
/// <param name="Name">The check's name.</param>
/// <param name="Status">The result; null before the first one.</param>
/// <param name="Description">What the check says.</param>
/// <param name="ExceptionText">Why it failed.</param>
public sealed record HealthReportSnapshot(string Name, HealthStatus? Status, string? Description, string? ExceptionText);
