using NetVips;
using UpCoach.CdnEdge.Images;

namespace UpCoach.CdnEdge.Tests.Images;

public sealed class ImageEncoderTests
{
    private static readonly ImageEncoder Encoder = new(new ImageOptions());

    [Theory]
    [InlineData(ImageFormat.Avif, 1.5, 0.95)]
    [InlineData(ImageFormat.Webp, 1.5, 0.95)]
    [InlineData(ImageFormat.Avif, 3, 0.90)]
    [InlineData(ImageFormat.Webp, 3, 0.90)]
    internal void Encode_Photograph_IsAtLeastSixtyPercentSmallerAndLooksTheSame(ImageFormat format, double grain, double similarity)
    {
        var original = Pictures.Jpeg(grain: grain);

        var encoded = Encoder.Encode(original, new ImageVariant(format, null))!;

        Assert.InRange(1 - ((double)encoded.Length / original.Length), 0.60, 1);
        Assert.InRange(Pictures.Ssim(original, encoded), similarity, 1);
    }

    [Theory]
    [InlineData(ImageFormat.Avif, "heifload_buffer")]
    [InlineData(ImageFormat.Webp, "webpload_buffer")]
    [InlineData(ImageFormat.Original, "jpegload_buffer")]
    internal void Encode_Width_KeepsProportionsAndDropsMetadata(ImageFormat format, string loader)
    {
        using var image = Image.NewFromBuffer(Encoder.Encode(Pictures.Jpeg(), new ImageVariant(format, 320))!);

        Assert.Equal((320, 213), (image.Width, image.Height));
        Assert.Equal(loader, image.Get("vips-loader"));
        Assert.False(image.Contains("exif-data"));
    }

    [Fact]
    public void Encode_NarrowerThanAskedFor_IsNotMadeLarger()
    {
        using var image = Image.NewFromBuffer(Encoder.Encode(Pictures.Jpeg(200, 100), new ImageVariant(ImageFormat.Webp, 640))!);

        Assert.Equal(200, image.Width);
    }

    [Fact]
    public void Encode_NotAWholeImage_IsNothing()
    {
        var original = Pictures.Jpeg();

        Assert.Null(Encoder.Encode(original.AsMemory(0, original.Length / 2), new ImageVariant(ImageFormat.Webp, null)));
        Assert.Null(Encoder.Encode("not an image"u8.ToArray(), new ImageVariant(ImageFormat.Webp, null)));
    }

    [Fact]
    public void Encode_MorePixelsThanAllowed_IsNothing()
        => Assert.Null(new ImageEncoder(new ImageOptions { SourcePixels = 1_000 }).Encode(Pictures.Jpeg(200, 100), new ImageVariant(ImageFormat.Webp, 160)));
}
