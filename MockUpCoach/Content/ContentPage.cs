namespace UpCoach.MockUpCoach.Content;

/// <summary>A page of articles, newest first.</summary>
/// <param name="Items">The articles.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; null at the end.</param>
public sealed record ContentPage(IReadOnlyList<ContentSummary> Items, string? Next);
