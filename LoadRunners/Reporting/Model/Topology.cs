namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>What was started for the run.</summary>
/// <param name="Host">Which host started it.</param>
/// <param name="StartupSeconds">Time until all was healthy; null when unknown.</param>
/// <param name="Resources">One row a resource.</param>
public sealed record Topology(string Host, double? StartupSeconds, IReadOnlyList<TopologyResource> Resources);
