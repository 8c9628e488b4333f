namespace UpCoach.MockUpCoach.Mobile;

/// <summary>One entry of the home feed.</summary>
/// <param name="Id">Grows with time.</param>
/// <param name="Kind">article, tip or check-in.</param>
/// <param name="Title">The headline.</param>
/// <param name="Summary">A sentence or two.</param>
/// <param name="ContentId">The content item to open; null if there is none.</param>
/// <param name="ImageId">The picture to show with it, whose variants are at <c>/media/{imageId}/</c>; null if there is none.</param>
/// <param name="CreatedAt">When it came into the feed.</param>
public sealed record FeedItem(long Id, string Kind, string Title, string Summary, long? ContentId, string? ImageId, DateTimeOffset CreatedAt);
