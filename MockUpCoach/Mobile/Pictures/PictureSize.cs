namespace UpCoach.MockUpCoach.Mobile.Pictures;

/// <summary>One size of a picture. The URLs need no token and may be cached for ever.</summary>
/// <param name="Name">small, medium, large or full.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Jpg">Where it is as JPEG.</param>
/// <param name="Webp">Where it is as WebP.</param>
/// <param name="Avif">Where it is as AVIF.</param>
public sealed record PictureSize(string Name, int Width, int Height, string Jpg, string Webp, string Avif);
