using System.IO.Compression;
using System.Security.Cryptography;

namespace UpCoach.MockUpCoach.WebPages;

/// <summary>A file of the web pages in each encoding that it is served in. It is compressed once, as small as it gets, and then only copied.</summary>
internal sealed class PageFile
{
    // Packets carry about 1,400 bytes: below that nothing is saved.
    private const int WorthCompressing = 1_000;

    private readonly Lazy<byte[]> brotli;
    private readonly Lazy<byte[]> gzip;

    public PageFile(string path, byte[] content)
    {
        Path = path;
        Content = content;
        MediaType = PageMediaTypes.Of(path);
        Hash = Convert.ToHexStringLower(SHA256.HashData(content))[..16];
        brotli = new Lazy<byte[]>(() => Compress(content, into => new BrotliStream(into, CompressionLevel.SmallestSize)));
        gzip = new Lazy<byte[]>(() => Compress(content, into => new GZipStream(into, CompressionLevel.SmallestSize)));
    }

    /// <summary>Where it lies below the pages' folder: <c>dashboard/main.js</c>.</summary>
    public string Path { get; }

    public string MediaType { get; }

    /// <summary>16 hexadecimal digits that change with the content.</summary>
    public string Hash { get; }

    public byte[] Content { get; }

    /// <summary>Gives the bytes in an encoding: <c>br</c>, <c>gzip</c>, or null for none.</summary>
    public byte[] In(string? encoding) => encoding switch { "br" => brotli.Value, "gzip" => gzip.Value, _ => Content };

    /// <summary>Gives the smallest encoding that the client takes; null if that is none, or if none is worth it.</summary>
    public string? Choose(HttpRequest request)
    {
        if (Content.Length < WorthCompressing || !PageMediaTypes.IsText(MediaType))
            return null;
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return Accepts("br") ? "br" : Accepts("gzip") ? "gzip" : null;

        bool Accepts(string encoding) => accepted.Any(value => value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && value.Quality is not 0);
    }

    private static byte[] Compress(byte[] content, Func<Stream, Stream> open)
    {
        var compressed = new MemoryStream();
        using (var stream = open(compressed))
            stream.Write(content);
        return compressed.ToArray();
    }
}
