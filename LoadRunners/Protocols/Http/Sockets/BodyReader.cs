using System.Buffers;

namespace UpCoach.LoadRunners.Protocols.Http.Sockets;

/// <summary>Reads whole bodies, up to a limit.</summary>
internal static class BodyReader
{
    private const int FirstBufferBytes = 16 * 1024;

    /// <summary>Reads a body into the exchange, or past it.</summary>
    /// <exception cref="InvalidDataException">It is longer than the limit.</exception>
    public static async ValueTask ReadAsync(HttpContent content, HttpExchange exchange, int limit, CancellationToken stop)
    {
        var announced = content.Headers.ContentLength;
        if (announced == 0) return;
        if (announced > limit && exchange.KeepsBody) throw TooLong(limit);
        using var stream = await content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        // One byte more than announced: the read that finds the end needs room to look.
        var buffer = ArrayPool<byte>.Shared.Rent(announced is { } known && known < limit ? (int)known + 1 : FirstBufferBytes);
        var length = 0;
        try
        {
            while (true)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(length), stop).ConfigureAwait(false);
                if (read == 0) break;
                if (!exchange.KeepsBody) continue;
                length += read;
                if (length > limit) throw TooLong(limit);
                if (length == buffer.Length) buffer = Grow(buffer);
            }

            exchange.Body = exchange.Arena.Copy(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }

    private static InvalidDataException TooLong(int limit) => new($"the body is longer than {limit} bytes");
}
