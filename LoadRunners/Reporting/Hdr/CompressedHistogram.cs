using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Reporting.Hdr;

/// <summary>A histogram in HdrHistogram's V2 compressed form, straight from its counters that are not zero.</summary>
/// <remarks>
/// <code>
/// compressed = 0x1c849314, length, zlib(histogram)
/// histogram  = 0x1c849313, payload length, normalizing offset 0, digits 3, lowest 1, highest, ratio 1.0, payload   big-endian
/// payload    = *( count | -(number of zero counters) )                                                            zigzag LEB128
/// </code>
/// Counters are numbered as HdrHistogram's (<see cref="HistogramLayout"/>). Its own writer walks through all 28,000 of them and takes a megabyte a histogram.
/// </remarks>
internal static class CompressedHistogram
{
    private const int CompressedCookie = 0x1c849314;
    private const int Cookie = 0x1c849313;
    private const int HeadBytes = 40;

    public static string ToBase64(HistogramSnapshot histogram)
    {
        var plain = new ArrayBufferWriter<byte>(1024);
        plain.GetSpan(HeadBytes)[..HeadBytes].Clear();
        plain.Advance(HeadBytes);
        var next = 0;
        foreach (var (index, count) in histogram.Counters())
        {
            if (index > next) WriteZigZag(plain, next - index);
            WriteZigZag(plain, count);
            next = index + 1;
        }

        var bytes = plain.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(bytes, Cookie);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), bytes.Length - HeadBytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(12), 3);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(16), 1);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(24), MetricSummary.HdrHighestValue);
        BinaryPrimitives.WriteDoubleBigEndian(bytes.AsSpan(32), 1);
        return Convert.ToBase64String(Compress(bytes));
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var target = new MemoryStream();
        target.Write(stackalloc byte[8]);
        using (var zlib = new ZLibStream(target, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(bytes);
        }

        var compressed = target.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(compressed, CompressedCookie);
        BinaryPrimitives.WriteInt32BigEndian(compressed.AsSpan(4), compressed.Length - 8);
        return compressed;
    }

    // A ninth byte would be whole; no count comes that far.
    private static void WriteZigZag(ArrayBufferWriter<byte> target, long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        var span = target.GetSpan(10);
        var length = 0;
        for (; rest >= 0x80; rest >>= 7)
        {
            span[length++] = (byte)(rest | 0x80);
        }

        span[length++] = (byte)rest;
        target.Advance(length);
    }
}
