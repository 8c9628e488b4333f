using NetVips;

namespace UpCoach.MockUpCoach.Files.Images.Worker;

/// <summary>Makes all sizes and formats of one image: upright, in sRGB, without metadata.</summary>
internal static class VariantWriter
{
    private const int JpegQuality = 80;
    private const int WebpQuality = 75;
    private const int AvifQuality = 55;

    // Of 0 to 9 (AVIF) and 0 to 6 (WebP): the next step takes twice the time and saves some hundredths.
    private const int AvifEffort = 1;
    private const int WebpEffort = 2;

    private static readonly double[] White = [255, 255, 255];

    public static void Prepare()
    {
        NetVips.NetVips.Concurrency = 1;
        NetVips.NetVips.BlockUntrusted = true;
        Cache.Max = 0;
    }

    public static IReadOnlyList<ImageVariant> Write(ImageOrder order, Action<double> progress)
    {
        using var full = order.Source is null ? SeedPicture.Draw(order.Seed) : Load(order.Source, order.MostPixels);
        var made = new List<ImageVariant>();
        foreach (var (name, longestSide) in ImageVariants.Sizes)
        {
            using var sized = name == ImageVariants.Full ? full.Copy() : full.ThumbnailImage(longestSide, height: longestSide, size: Enums.Size.Down);
            using var still = sized.CopyMemory();
            Save(still, Path.Combine(order.Target, name));
            made.Add(new ImageVariant(name, still.Width, still.Height));
            progress((double)made.Count / ImageVariants.Sizes.Count);
        }

        made.Reverse();
        return made;
    }

    private static Image Load(string source, long mostPixels)
    {
        using (var header = Image.NewFromFile(source, access: Enums.Access.Sequential))
        {
            if ((long)header.Width * header.Height > mostPixels)
                throw new ImageRejectedException($"The image has {header.Width} x {header.Height} pixels, which is too many.");
        }

        // Decodes at the size that is wanted where the format can (JPEG, WebP), row by row where it can't; turns upright by the EXIF orientation.
        var side = ImageVariants.Sizes[0].LongestSide;
        using var scaled = Image.Thumbnail(source, side, height: side, size: Enums.Size.Down, outputProfile: "srgb", failOn: Enums.FailOn.Truncated);
        return scaled.CopyMemory();
    }

    private static void Save(Image image, string place)
    {
        image.Jpegsave($"{place}.jpg", q: JpegQuality, optimizeCoding: true, keep: Enums.ForeignKeep.None, background: White);
        image.Webpsave($"{place}.webp", q: WebpQuality, effort: WebpEffort, keep: Enums.ForeignKeep.None);
        image.Heifsave($"{place}.avif", q: AvifQuality, effort: AvifEffort, compression: Enums.ForeignHeifCompression.Av1, keep: Enums.ForeignKeep.None);
    }
}
