namespace UpCoach.MockUpCoach.Mobile.Pictures;

/// <summary>An image that the user may show.</summary>
/// <param name="Id">The image.</param>
/// <param name="CreatedAt">When it was uploaded.</param>
/// <param name="Sizes">What there is of it, in the order in which it was made.</param>
public sealed record Picture(string Id, DateTimeOffset CreatedAt, IReadOnlyList<PictureSize> Sizes);
