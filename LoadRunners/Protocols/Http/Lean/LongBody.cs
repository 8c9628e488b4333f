using System.Buffers;
using System.Buffers.Text;
using System.Net.Sockets;
using UpCoach.LoadRunners.Protocols.Http.Wires;

namespace UpCoach.LoadRunners.Protocols.Http.Lean;

/// <summary>Sends a request's body apart from its head: from memory, or while it is read, as it is or in chunks (RFC 9112, 7.1).</summary>
internal static class LongBody
{
    private const int BufferBytes = 64 * 1024;
    private const int ChunkHeadBytes = 10; // eight hexadecimal digits and a line break
    private const int ChunkTailBytes = 2;

    /// <summary>Sends it.</summary>
    /// <param name="wire">Where to.</param>
    /// <param name="call">What to send.</param>
    /// <returns>
    /// The bytes on the wire, and whether the server took all of them. One that refuses an upload may answer and close before it has read it: the
    /// answer is then still to be received.
    /// </returns>
    /// <exception cref="IOException">The body could not be read, or is not as long as said.</exception>
    public static async ValueTask<(long Sent, bool IsWhole)> SendAsync(Wire wire, HttpCall call)
    {
        if (call.BodyStream is not { } body)
        {
            return await TryWriteAsync(wire, call.Body).ConfigureAwait(false) ? (call.Body.Length, true) : (0, false);
        }

        var length = call.BodyStreamLength;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (long sent = 0, total = 0; ;)
            {
                var read = await body.ReadAsync(buffer.AsMemory(ChunkHeadBytes, BufferBytes - ChunkHeadBytes - ChunkTailBytes)).ConfigureAwait(false);
                total += read;
                if (total > length || (read == 0 && total < length)) throw new IOException("the body is not as long as said");
                if (read == 0 && length is not null) return (sent, true);
                var part = length is null ? Chunk(buffer, read) : buffer.AsMemory(ChunkHeadBytes, read);
                if (!await TryWriteAsync(wire, part).ConfigureAwait(false)) return (sent, false);
                sent += part.Length;
                if (read == 0) return (sent, true);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // The head goes right before the bytes; the empty chunk ends the body, and its two line breaks the trailers that are not there.
    private static Memory<byte> Chunk(byte[] buffer, int bytes)
    {
        Span<byte> digits = stackalloc byte[8];
        Utf8Formatter.TryFormat(bytes, digits, out var count, new StandardFormat('x'));
        var start = ChunkHeadBytes - 2 - count;
        digits[..count].CopyTo(buffer.AsSpan(start));
        "\r\n"u8.CopyTo(buffer.AsSpan(ChunkHeadBytes - 2));
        "\r\n"u8.CopyTo(buffer.AsSpan(ChunkHeadBytes + bytes));
        return buffer.AsMemory(start, count + 2 + bytes + ChunkTailBytes);
    }

    private static async ValueTask<bool> TryWriteAsync(Wire wire, ReadOnlyMemory<byte> part)
    {
        try
        {
            await wire.WriteAsync(part).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            return false;
        }
    }
}
