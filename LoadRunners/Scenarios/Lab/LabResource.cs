namespace UpCoach.LoadRunners.Scenarios.Lab;

/// <summary>What the lab's host says of a resource after a command.</summary>
/// <param name="Name">Its name in the drawing.</param>
/// <param name="State">Aspire's word: <c>Running</c>, <c>Exited</c>, ...</param>
/// <param name="ConnectionString">How to reach it while it runs; null for what has none.</param>
/// <param name="Url">Its HTTP address while it runs; null for what has none.</param>
/// <param name="ProcessId">Its main process on this machine; null where that is not known.</param>
public sealed record LabResource(string Name, string State, string? ConnectionString, string? Url, int? ProcessId);
