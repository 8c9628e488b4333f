namespace UpCoach.MockUpCoach.Files.Images;

/// <summary>One size of an image. Each is kept as JPEG, WebP and AVIF.</summary>
/// <param name="Name"><c>small</c>, <c>medium</c>, <c>large</c> or <c>full</c>.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record ImageVariant(string Name, int Width, int Height);
