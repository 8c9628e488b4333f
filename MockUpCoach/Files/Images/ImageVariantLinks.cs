namespace UpCoach.MockUpCoach.Files.Images;

/// <summary>One size of an image and where it is, in each format.</summary>
/// <param name="Name"><c>small</c>, <c>medium</c>, <c>large</c> or <c>full</c>.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Jpg">Path of the JPEG.</param>
/// <param name="Webp">Path of the WebP.</param>
/// <param name="Avif">Path of the AVIF.</param>
public sealed record ImageVariantLinks(string Name, int Width, int Height, string Jpg, string Webp, string Avif)
{
    internal static ImageVariantLinks Of(string id, ImageVariant variant) => new(
        variant.Name, variant.Width, variant.Height,
        ImageVariants.Url(id, variant.Name, "jpg"), ImageVariants.Url(id, variant.Name, "webp"), ImageVariants.Url(id, variant.Name, "avif"));
}
