using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.LoadRunners.Protocols.Uploads;

/// <summary>The headers of tus 1.0. Source: tus.io/protocols/resumable-upload, version 1.0.0.</summary>
internal static class TusHeaders
{
    public const string OffsetType = "application/offset+octet-stream";

    private const int BufferBytes = 64 * 1024;

    /// <summary>Gets the headers that every request has.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Common(TusOptions options) => [new("Tus-Resumable", "1.0.0"), .. options.Headers];

    public static IEnumerable<KeyValuePair<string, string>> Creation(TusOptions options, long length)
    {
        yield return new("Upload-Length", Text(length));
        if (options.Metadata.Count == 0) yield break;
        var pairs = options.Metadata.Select(pair => $"{pair.Key} {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair.Value))}");
        yield return new("Upload-Metadata", string.Join(',', pairs));
    }

    public static KeyValuePair<string, string> Offset(long offset) => new("Upload-Offset", Text(offset));

    /// <summary>Makes the checksum of a stretch. It goes out before the bytes do, so they are made twice and kept nowhere.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Checksum(TusOptions options, IUploadContent content, long from, long to)
    {
        if (options.Checksum is not { } algorithm) yield break;
        using var hash = IncrementalHash.CreateHash(new HashAlgorithmName(algorithm.ToUpperInvariant()));
        var buffer = new byte[Math.Min(BufferBytes, Math.Max(to - from, 1))];
        for (var offset = from; offset < to;)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, to - offset));
            content.Read(offset, part);
            hash.AppendData(part);
            offset += part.Length;
        }

        yield return new("Upload-Checksum", $"{algorithm} {Convert.ToBase64String(hash.GetHashAndReset())}");
    }

    /// <summary>Reads how much the server has; null if it does not say.</summary>
    public static long? OffsetOf(HttpResult answer) =>
        long.TryParse(answer.Header("Upload-Offset"), NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
