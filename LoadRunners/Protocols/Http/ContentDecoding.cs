using System.IO.Compression;

namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>Undoes a body's compression.</summary>
internal static class ContentDecoding
{
    /// <summary>Decodes a body in place; says what is wrong, or null.</summary>
    public static string? Apply(HttpExchange exchange, int maxBytes)
    {
        if (exchange.Body.IsEmpty || exchange.Headers.Find("Content-Encoding") is not { Length: > 0 } encodings) return null;
        try
        {
            // The last one named was applied last.
            foreach (var encoding in encodings.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Reverse())
            {
                if (!TryOpen(encoding, exchange.Body, out var decoder)) return null; // not ours to undo: the scenario gets it as it came
                using (decoder)
                {
                    if (decoder is not null) exchange.Body = Read(decoder, maxBytes);
                }
            }

            return null;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or InvalidOperationException)
        {
            return $"the body is not what its Content-Encoding '{encodings}' says: {error.Message}";
        }
    }

    private static bool TryOpen(string encoding, ReadOnlyMemory<byte> body, out Stream? decoder)
    {
        var input = new MemoryStream(body.ToArray(), writable: false);
        decoder = encoding.ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(input, CompressionMode.Decompress),
            "br" => new BrotliStream(input, CompressionMode.Decompress),
            // RFC 9110 means the zlib format; some servers send the bare one. The first byte tells: zlib's method is 8.
            "deflate" when body.Span[0] % 16 == 8 => new ZLibStream(input, CompressionMode.Decompress),
            "deflate" => new DeflateStream(input, CompressionMode.Decompress),
            _ => null,
        };
        return decoder is not null || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase);
    }

    private static byte[] Read(Stream decoder, int maxBytes)
    {
        using var output = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = decoder.Read(buffer)) > 0;)
        {
            output.Write(buffer, 0, read);
            if (output.Length > maxBytes) throw new InvalidDataException($"longer than {maxBytes} bytes");
        }

        return output.ToArray();
    }
}
