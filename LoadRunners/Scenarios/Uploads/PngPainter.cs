using System.Buffers.Binary;
using System.IO.Compression;

namespace UpCoach.LoadRunners.Scenarios.Uploads;

/// <summary>Paints pictures as PNG: soft colours with a grain as of a camera, so that they neither compress to nothing nor like noise.</summary>
internal static class PngPainter
{
    private static readonly uint[] Table = MakeTable();

    /// <summary>Paints a picture of three by two; the same for the same width.</summary>
    /// <param name="width">Pixels.</param>
    public static Picture Paint(int width)
    {
        var height = width * 2 / 3;
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]);
        Chunk(file, "IHDR"u8, Header(width, height));
        using (var pixels = new MemoryStream())
        {
            using (var packed = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true)) Rows(packed, width, height);
            Chunk(file, "IDAT"u8, pixels.GetBuffer().AsSpan(0, (int)pixels.Length));
        }

        Chunk(file, "IEND"u8, []);
        return new Picture(file.ToArray(), "image/png", width, height);
    }

    private static byte[] Header(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2); // bits a channel; red, green and blue
        return header;
    }

    private static void Rows(Stream packed, int width, int height)
    {
        var random = new Random(width);
        var row = new byte[1 + (3 * width)];
        var grain = new byte[width];
        for (var y = 0; y < height; y++)
        {
            random.NextBytes(grain);
            for (var x = 0; x < width; x++)
            {
                var wave = Math.Sin((x * 5.0 / width) + Math.Cos(y * 7.0 / height));
                var light = (int)(128 + (90 * wave)) + (grain[x] & 3);
                row[1 + (3 * x)] = (byte)light;
                row[2 + (3 * x)] = (byte)((light / 2) + (y * 100 / height));
                row[3 + (3 * x)] = (byte)(220 - (light / 2));
            }

            packed.Write(row);
        }
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(data, Checksum(type, uint.MaxValue)) ^ uint.MaxValue);
        file.Write(number);
    }

    // CRC-32 as PNG has it (ISO 3309): reflected, polynomial 0xEDB88320.
    private static uint Checksum(ReadOnlySpan<byte> bytes, uint sum)
    {
        foreach (var one in bytes) sum = Table[(byte)(sum ^ one)] ^ (sum >> 8);
        return sum;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var n = 0u; n < table.Length; n++)
        {
            var value = n;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) == 1 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
            table[n] = value;
        }

        return table;
    }
}
