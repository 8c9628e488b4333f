namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>A whole list.</summary>
internal sealed record ItemList<T>(IReadOnlyList<T> Items);
