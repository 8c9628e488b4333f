using System.Buffers.Binary;

namespace UpCoach.LoadRunners.Runner.Agents;

/// <summary>
/// Frames on a byte stream.
/// <code>
/// frame = kind(1) length(4, little-endian) payload(length)
/// </code>
/// </summary>
internal static class FrameStream
{
    private const int HeaderBytes = 5;
    private const int MostBytes = 64 * 1024 * 1024;

    public static async ValueTask WriteAsync(Stream stream, FrameKind kind, ReadOnlyMemory<byte> payload, CancellationToken stop)
    {
        var frame = new byte[HeaderBytes + payload.Length];
        frame[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(1), payload.Length);
        payload.CopyTo(frame.AsMemory(HeaderBytes));
        await stream.WriteAsync(frame, stop);
        await stream.FlushAsync(stop);
    }

    /// <summary>Reads the next frame.</summary>
    /// <exception cref="EndOfStreamException">The stream ended: a whole run always ends with a result.</exception>
    /// <exception cref="InvalidDataException">The length is out of range.</exception>
    public static async ValueTask<(FrameKind Kind, byte[] Payload)> ReadAsync(Stream stream, CancellationToken stop)
    {
        var header = new byte[HeaderBytes];
        await stream.ReadExactlyAsync(header, stop);
        var length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(1));
        if (length is < 0 or > MostBytes)
        {
            throw new InvalidDataException($"A frame of {length} bytes is out of range.");
        }

        var payload = new byte[length];
        await stream.ReadExactlyAsync(payload, stop);
        return ((FrameKind)header[0], payload);
    }
}
