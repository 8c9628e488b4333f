using NetVips;

namespace UpCoach.MockUpCoach.Files.Images.Worker;

/// <summary>Draws the pictures of the seed: a sky, a sun, ranges of hills and a lake. The same number gives the same picture.</summary>
internal static class SeedPicture
{
    private const int Width = 1200;
    private const int Height = 800;
    private const int Ranges = 5;

    // Sky above, sky at the horizon, the farthest hills, the nearest hills.
    private static readonly (uint Zenith, uint Horizon, uint Far, uint Near)[] Palettes =
    [
        (0x1b3a6b, 0xf6c48e, 0x8e7ba8, 0x1c2340), (0x4f9bd9, 0xdff1f7, 0x9fc3c9, 0x24503f), (0x2a1f4a, 0xf08a6c, 0xa3587a, 0x1a1430),
        (0x76b7d6, 0xfbeed2, 0xc3cfa0, 0x44602c), (0x0f2e3d, 0x7cc6b2, 0x4d8f92, 0x0b2228), (0xd98e5a, 0xfdf0c9, 0xd9a878, 0x5a3528),
        (0x5d6fb0, 0xf5d5e0, 0xa89cc8, 0x33305e), (0x3c7f74, 0xf2efc0, 0x8fb98a, 0x1f3d33),
    ];

    public static Image Draw(int number)
    {
        var random = new Random(number);
        var palette = Palettes[number % Palettes.Length];
        var pixels = new byte[Width * Height * 3];
        var (sunX, sunY, sunRadius) = (random.Next(Width / 6, Width * 5 / 6), random.Next(Height / 8, Height / 2), random.Next(45, 95));
        var hills = Enumerable.Range(0, Ranges).Select(range => Ridge(range, random)).ToArray();
        var shore = (Height * 4 / 5) + random.Next(Height / 12);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                // The lake mirrors what stands above its shore, a little darker and in waves.
                var wet = y > shore;
                var mirrored = wet ? Math.Max(0, (2 * shore) - y - (int)(6 * Math.Sin(y * 0.7) * Math.Sin(x * 0.011))) : y;
                var colour = Scene(x, mirrored);
                Put(pixels, x, y, wet ? Mix(colour, palette.Near, 0.28) : colour);
            }
        }

        // A copy outside the heap: an image that holds the array itself keeps it until its finalizer has run.
        using var drawn = Image.NewFromMemoryCopy<byte>(pixels, Width, Height, 3, Enums.BandFormat.Uchar);
        return drawn.Copy(interpretation: Enums.Interpretation.Srgb);

        uint Scene(int x, int y)
        {
            for (var range = Ranges - 1; range >= 0; range--)
            {
                if (y > hills[range][x])
                    return Mix(palette.Far, palette.Near, (range + Math.Min(1, (y - hills[range][x]) / 260.0)) / Ranges);
            }

            var sky = Mix(palette.Zenith, palette.Horizon, Math.Pow(y / (Height * 0.75), 0.8));
            var distance = Math.Sqrt(((x - sunX) * (x - sunX)) + ((y - sunY) * (y - sunY)));
            return Mix(sky, 0xfffbea, distance < sunRadius ? 0.95 : 0.55 * Math.Exp((sunRadius - distance) / 110));
        }
    }

    // The height of a range of hills at each x: a few waves, shorter and nearer to the bottom the closer the range.
    private static int[] Ridge(int range, Random random)
    {
        var waves = Enumerable.Range(0, 5).Select(n => (Length: 520.0 / ((n + 1) * (n + 1)) * (0.7 + random.NextDouble()), Shift: random.NextDouble() * 7, High: 60.0 / (n + 1))).ToArray();
        var bottom = (Height * 0.46) + (range * Height * 0.085);
        return [.. Enumerable.Range(0, Width).Select(x => (int)(bottom - waves.Sum(wave => wave.High * Math.Sin((x / wave.Length) + wave.Shift))))];
    }

    private static uint Mix(uint from, uint to, double share)
    {
        var part = (int)(Math.Clamp(share, 0, 1) * 256);
        uint result = 0;
        for (var shift = 16; shift >= 0; shift -= 8)
        {
            var (a, b) = ((int)(from >> shift) & 255, (int)(to >> shift) & 255);
            result |= (uint)(a + (((b - a) * part) >> 8)) << shift;
        }

        return result;
    }

    private static void Put(byte[] pixels, int x, int y, uint colour)
    {
        var at = ((y * Width) + x) * 3;
        (pixels[at], pixels[at + 1], pixels[at + 2]) = ((byte)(colour >> 16), (byte)(colour >> 8), (byte)colour);
    }
}
