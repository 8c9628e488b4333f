namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>A page whose next one is asked for with <paramref name="NextCursor"/>; null at the end.</summary>
internal sealed record CursorPage<T>(IReadOnlyList<T> Items, string? NextCursor = null);
