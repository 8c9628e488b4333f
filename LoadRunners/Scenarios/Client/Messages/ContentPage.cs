namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>A keyset page; <paramref name="Next"/> is null at the end.</summary>
internal sealed record ContentPage(IReadOnlyList<ContentSummary> Items, string? Next = null);
