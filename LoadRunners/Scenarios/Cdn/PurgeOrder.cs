namespace UpCoach.LoadRunners.Scenarios.Cdn;

/// <summary>Tells a node to forget an address.</summary>
/// <param name="Path">Path and query.</param>
internal sealed record PurgeOrder(string Path);
