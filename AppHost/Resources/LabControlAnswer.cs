namespace UpCoach.AppHost.Resources;

/// <summary>What a command tells of its resource.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">The host's word for its state.</param>
/// <param name="ConnectionString">How to reach it; null unless it runs and has one.</param>
/// <param name="Url">Its HTTP address; null unless it runs and has one.</param>
/// <param name="ProcessId">Its main process; null unless it runs and the host tells.</param>
internal sealed record LabControlAnswer(string Name, string State, string? ConnectionString, string? Url, int? ProcessId);
