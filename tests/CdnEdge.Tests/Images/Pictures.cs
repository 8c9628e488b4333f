using NetVips;

namespace UpCoach.CdnEdge.Tests.Images;

/// <summary>Pictures as smooth and as rough as photographs, made by arithmetic.</summary>
internal static class Pictures
{
    /// <summary>A JPEG of quality 90 as cameras write it, with metadata.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="grain">The sensor's noise: the standard deviation of each pixel, of 255. 1.5 is a camera in daylight, 3 one at dusk.</param>
    public static byte[] Jpeg(int width = 1_200, int height = 800, double grain = 1.5)
    {
        using var large = Image.Perlin(width, height, cellSize: 256, uchar: true, seed: 1);
        using var fine = Image.Perlin(width, height, cellSize: 16, uchar: true, seed: 2);
        using var noise = Image.Gaussnoise(width, height, sigma: grain, mean: 0, seed: 3);
        using var red = (large * 0.8) + (fine * 0.2) + noise;
        using var green = (large * 0.5) + (fine * 0.3) + 40 + noise;
        using var blue = (large * -0.4) + (fine * 0.2) + 180 + noise;
        using var image = red.Bandjoin(green, blue).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        using var tagged = image.Mutate(mutable => mutable.Set(GValue.GStrType, "exif-ifd0-Artist", "nobody"));
        return tagged.JpegsaveBuffer(q: 90);
    }

    /// <summary>The mean structural similarity of two pictures' luminance, 1 for equal ones.</summary>
    /// <remarks>
    /// Wang et al. 2004, with a Gaussian window of sigma 1.5 and the usual constants:
    /// <code>SSIM = (2 mx my + C1)(2 sxy + C2) / ((mx^2 + my^2 + C1)(sx^2 + sy^2 + C2)),  C1 = (0.01 * 255)^2, C2 = (0.03 * 255)^2</code>
    /// </remarks>
    public static double Ssim(byte[] one, byte[] other)
    {
        const double c1 = 6.5025, c2 = 58.5225;
        using var x = Luminance(one);
        using var y = Luminance(other);
        using var mx = Window(x);
        using var my = Window(y);
        using var sx = Window(x * x) - (mx * mx);
        using var sy = Window(y * y) - (my * my);
        using var sxy = Window(x * y) - (mx * my);
        using var similarity = ((mx * my * 2) + c1) * ((sxy * 2) + c2) / (((mx * mx) + (my * my) + c1) * (sx + sy + c2));
        return similarity.Avg();
    }

    private static Image Luminance(byte[] picture) => Image.NewFromBuffer(picture).Colourspace(Enums.Interpretation.Bw)[0].Cast(Enums.BandFormat.Double);

    private static Image Window(Image image) => image.Gaussblur(1.5, precision: Enums.Precision.Float);
}
