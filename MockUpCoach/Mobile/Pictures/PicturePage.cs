namespace UpCoach.MockUpCoach.Mobile.Pictures;

/// <summary>A page of pictures, newest first.</summary>
/// <param name="Items">The pictures.</param>
/// <param name="NextCursor">What to ask the next page with; null at the end.</param>
public sealed record PicturePage(IReadOnlyList<Picture> Items, string? NextCursor);
