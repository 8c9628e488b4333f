using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using NetVips;

namespace UpCoach.MockUpCoach.Tests.Files;

/// <summary>Images of a known content, made when needed.</summary>
internal static class TestImages
{
    /// <summary>A photograph-like JPEG, lying on its side: 300 x 200 pixels that EXIF says to turn to 200 x 300, with a camera's name in it.</summary>
    public static byte[] Sideways()
    {
        using var noise = Image.Gaussnoise(300, 200, sigma: 20, mean: 120, seed: 7).Cast(Enums.BandFormat.Uchar);
        using var colour = noise.Bandjoin(noise, noise).Copy(interpretation: Enums.Interpretation.Srgb);
        using var tagged = colour.Mutate(image =>
        {
            image.Set(GValue.GIntType, "orientation", 6);
            image.Set(GValue.GStrType, "exif-ifd0-Model", "Secret camera");
            image.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "52/1 30/1 0/1");
        });
        return tagged.JpegsaveBuffer(q: 90);
    }

    public static byte[] Png(int width, int height)
    {
        using var image = Image.Black(width, height, 3);
        return image.Copy(interpretation: Enums.Interpretation.Srgb).PngsaveBuffer();
    }

    public static byte[] Webp(int width, int height)
    {
        using var image = Image.Black(width, height, 3);
        return image.Copy(interpretation: Enums.Interpretation.Srgb).WebpsaveBuffer();
    }

    /// <summary>A PNG of a few kilobytes that says it is 60,000 x 60,000 pixels.</summary>
    public static byte[] Bomb()
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, 60_000);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), 60_000);
        header[8] = 8; // bits; colour type 0 is grey
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(new byte[4_000_000]);
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, data.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.HashToUInt32(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }
}
