using System.Buffers;

namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>Unsigned numbers of variable length: seven bits a byte, lowest first, the top bit set on all but the last (LEB128).</summary>
internal static class VariableLength
{
    public static void Write(IBufferWriter<byte> target, ulong value)
    {
        var span = target.GetSpan(10);
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        target.Advance(length);
    }

    public static ulong Read(ReadOnlySpan<byte> source, ref int offset)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (offset >= source.Length) break;
            var part = source[offset++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }

        throw new InvalidDataException("A number of variable length is cut off or too long.");
    }
}
