using System.Buffers.Binary;

namespace UpCoach.LoadRunners.Protocols.WebSocket.Frames;

/// <summary>A frame's head.</summary>
/// <remarks>
/// <code>
/// octet 0: FIN | RSV1 RSV2 RSV3 | opcode (4)      octet 1: MASK | length (7); 126: 16 more bits; 127: 64 more bits      then the mask (32), if any
/// </code>
/// Source: RFC 6455, section 5.2.
/// </remarks>
internal readonly record struct FrameHeader(Opcode Opcode, bool IsFinal, long Length)
{
    /// <summary>The longest head: two octets, a length of eight, a mask of four.</summary>
    public const int MaxBytes = 14;

    /// <summary>Gets whether the frame is a control frame, which may come between the fragments of a message.</summary>
    public bool IsControl => Opcode >= Opcode.Close;

    /// <summary>Reads the head of a server's frame, which has no mask.</summary>
    /// <returns>The head's length; 0 if more octets are needed.</returns>
    /// <exception cref="ProtocolViolationException">The server breaks the rules.</exception>
    public static int TryRead(ReadOnlySpan<byte> octets, out FrameHeader header)
    {
        header = default;
        if (octets.Length < 2) return 0;
        var opcode = (Opcode)(octets[0] & 0x0F);
        if ((octets[0] & 0x70) != 0) throw new ProtocolViolationException("reserved bits are set");
        if (!Enum.IsDefined(opcode)) throw new ProtocolViolationException($"opcode {(int)opcode} is unknown");
        if ((octets[1] & 0x80) != 0) throw new ProtocolViolationException("a server's frame is masked");
        var (bytes, length) = (octets[1] & 0x7F) switch
        {
            126 => (4, octets.Length < 4 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(octets[2..])),
            127 => (10, octets.Length < 10 ? 0 : (long)BinaryPrimitives.ReadUInt64BigEndian(octets[2..])),
            var small => (2, small),
        };
        if (octets.Length < bytes) return 0;
        if (length < 0) throw new ProtocolViolationException("a length has its top bit set");
        header = new FrameHeader(opcode, (octets[0] & 0x80) != 0, length);
        if (header.IsControl && (!header.IsFinal || length > 125)) throw new ProtocolViolationException("a control frame is long or in fragments");
        return bytes;
    }

    /// <summary>Writes the head of a client's frame, with its mask.</summary>
    /// <returns>The head's length.</returns>
    public int Write(Span<byte> octets, uint mask)
    {
        octets[0] = (byte)((IsFinal ? 0x80 : 0) | (int)Opcode);
        int bytes;
        if (Length < 126)
        {
            (octets[1], bytes) = ((byte)(0x80 | Length), 2);
        }
        else if (Length <= ushort.MaxValue)
        {
            (octets[1], bytes) = (0x80 | 126, 4);
            BinaryPrimitives.WriteUInt16BigEndian(octets[2..], (ushort)Length);
        }
        else
        {
            (octets[1], bytes) = (0x80 | 127, 10);
            BinaryPrimitives.WriteUInt64BigEndian(octets[2..], (ulong)Length);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(octets[bytes..], mask);
        return bytes + 4;
    }
}
