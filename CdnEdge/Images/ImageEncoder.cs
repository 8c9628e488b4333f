using NetVips;

namespace UpCoach.CdnEdge.Images;

/// <summary>Makes an image smaller: fewer pixels, a better format, no metadata but the colour profile.</summary>
internal sealed class ImageEncoder(ImageOptions options)
{
    // Effort 2 of 9 for AVIF and 4 of 6 for WebP: beyond these a second of processor time saves less than 3 % of the bytes.
    private const int AvifEffort = 2;
    private const int WebpEffort = 4;

    /// <summary>Encodes an image.</summary>
    /// <returns>The bytes; null where the original is not a whole image, or has too many pixels.</returns>
    public byte[]? Encode(ReadOnlyMemory<byte> original, ImageVariant variant)
    {
        try
        {
            var bytes = original.ToArray();
            using var header = Image.NewFromBuffer(bytes, access: Enums.Access.Sequential, failOn: Enums.FailOn.Truncated);
            if ((long)header.Width * header.Height > options.SourcePixels) return null;

            // Decoders of JPEG scale while they decode, which is why the small one is made from the file and not from the pixels.
            using var image = variant.Width is { } width && width < header.Width
                ? Image.ThumbnailBuffer(bytes, width, size: Enums.Size.Down, failOn: Enums.FailOn.Truncated)
                : header.Autorot();
            return Write(image, variant.Format, Loader(header));
        }
        catch (VipsException)
        {
            return null;
        }
    }

    private byte[] Write(Image image, ImageFormat format, string loader) => format switch
    {
        ImageFormat.Avif => image.HeifsaveBuffer(q: options.AvifQuality, compression: Enums.ForeignHeifCompression.Av1, effort: AvifEffort, keep: Enums.ForeignKeep.Icc),
        ImageFormat.Webp => image.WebpsaveBuffer(q: options.WebpQuality, effort: WebpEffort, keep: Enums.ForeignKeep.Icc),
        _ when loader.StartsWith("png", StringComparison.Ordinal) => image.PngsaveBuffer(compression: 7, keep: Enums.ForeignKeep.Icc),
        _ when loader.StartsWith("webp", StringComparison.Ordinal) => image.WebpsaveBuffer(q: options.WebpQuality, effort: WebpEffort, keep: Enums.ForeignKeep.Icc),
        _ => image.JpegsaveBuffer(q: options.JpegQuality, optimizeCoding: true, interlace: true, keep: Enums.ForeignKeep.Icc),
    };

    private static string Loader(Image image) => image.Contains("vips-loader") ? (string)image.Get("vips-loader") : "";
}
