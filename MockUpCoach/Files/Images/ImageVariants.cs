namespace UpCoach.MockUpCoach.Files.Images;

/// <summary>Which sizes and formats every image is kept in.</summary>
internal static class ImageVariants
{
    public const string Full = "full";

    /// <summary>Three thumbnails and the full size: name and longest side in pixels, largest first. Smaller images are not made larger.</summary>
    public static readonly IReadOnlyList<(string Name, int LongestSide)> Sizes = [(Full, 1600), ("large", 640), ("medium", 320), ("small", 160)];

    public static readonly IReadOnlyDictionary<string, string> MediaTypes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["jpg"] = "image/jpeg",
        ["webp"] = "image/webp",
        ["avif"] = "image/avif",
    };

    /// <summary>Gives the path of one variant on this API, cacheable for ever.</summary>
    public static string Url(string id, string variant, string extension) => $"/media/{id}/{variant}.{extension}";

    public static bool Has(string variant, string extension) => MediaTypes.ContainsKey(extension) && Sizes.Any(size => size.Name == variant);
}
