using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace UpCoach.LoadRunners.Protocols.WebSocket.Frames;

/// <summary>Masks what a client sends: octet i is XORed with octet i mod 4 of the key. Source: RFC 6455, section 5.3.</summary>
internal static class FrameMask
{
    /// <summary>Masks, or unmasks, in place.</summary>
    /// <param name="octets">The payload from its beginning.</param>
    /// <param name="mask">The key, its first octet lowest.</param>
    public static void Apply(Span<byte> octets, uint mask)
    {
        if (!BitConverter.IsLittleEndian) mask = BinaryPrimitives.ReverseEndianness(mask);
        var key = new Vector<byte>();
        if (octets.Length >= Vector<byte>.Count)
        {
            key = Vector.AsVectorByte(new Vector<uint>(mask));
            var vectors = MemoryMarshal.Cast<byte, Vector<byte>>(octets);
            for (var i = 0; i < vectors.Length; i++)
            {
                vectors[i] ^= key;
            }

            octets = octets[(vectors.Length * Vector<byte>.Count)..];
        }

        for (var i = 0; i < octets.Length; i++)
        {
            octets[i] ^= (byte)(mask >> (8 * (i & 3)));
        }
    }
}
