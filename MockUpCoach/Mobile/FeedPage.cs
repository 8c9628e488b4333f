namespace UpCoach.MockUpCoach.Mobile;

/// <summary>A page of the home feed, newest first.</summary>
/// <param name="Items">The entries.</param>
/// <param name="NextCursor">What to ask the next page with; null at the end.</param>
public sealed record FeedPage(IReadOnlyList<FeedItem> Items, string? NextCursor);
