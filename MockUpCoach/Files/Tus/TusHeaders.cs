using System.Globalization;
using System.Text;

namespace UpCoach.MockUpCoach.Files.Tus;

/// <summary>The headers of tus 1.0. Source: tus.io/protocols/resumable-upload, version 1.0.0.</summary>
internal static class TusHeaders
{
    public const string Version = "1.0.0";
    public const string Extensions = "creation,creation-with-upload,creation-defer-length,checksum,expiration,termination,concatenation";
    public const string OffsetType = "application/offset+octet-stream";

    private const int MostMetadataLength = 4096;
    private const int MostParts = 1000;
    private const string Final = "final;";

    /// <summary>Reads a length or an offset: null if there is none.</summary>
    /// <exception cref="TusException">It is not a whole number from 0.</exception>
    public static long? Number(IHeaderDictionary headers, string name) => headers[name].ToString() is { Length: > 0 } text
        ? long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw TusException.BadRequest($"{name} is not a whole number.")
        : null;

    /// <summary>Reads pairs of a key and a value in base64, or a key alone.</summary>
    /// <exception cref="TusException">They are not such pairs.</exception>
    public static IReadOnlyDictionary<string, string> Metadata(string? text)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        if (string.IsNullOrEmpty(text))
            return pairs;
        if (text.Length > MostMetadataLength)
            throw TusException.BadRequest("Upload-Metadata is too long.");
        foreach (var pair in text.Split(','))
        {
            var words = pair.Trim().Split(' ');
            if (words.Length > 2 || words[0].Length == 0 || !TryDecode(words.ElementAtOrDefault(1) ?? "", out var value) || !pairs.TryAdd(words[0], value))
                throw TusException.BadRequest("Upload-Metadata is no list of different keys with values in base64.");
        }

        return pairs;
    }

    /// <summary>Reads the uploads that a final one is made of: null if it is none.</summary>
    /// <exception cref="TusException">The header says neither partial nor final, or names something else than uploads.</exception>
    public static Guid[]? Parts(string? concat)
    {
        if (string.IsNullOrEmpty(concat) || concat == "partial")
            return null;
        if (!concat.StartsWith(Final, StringComparison.Ordinal))
            throw TusException.BadRequest("Upload-Concat is neither partial nor final.");
        var addresses = concat[Final.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (addresses.Length is 0 or > MostParts)
            throw TusException.BadRequest("Upload-Concat names no part, or too many.");
        return [.. addresses.Select(Part)];
    }

    public static string Concat(Guid[] parts) => Final + string.Join(' ', parts.Select(TusEndpoints.Address));

    private static Guid Part(string address)
    {
        var path = Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme.StartsWith("http", StringComparison.Ordinal) ? uri.AbsolutePath : address;
        return path.StartsWith(TusEndpoints.Root + "/", StringComparison.Ordinal) && Guid.TryParse(path.AsSpan(TusEndpoints.Root.Length + 1), out var id)
            ? id
            : throw TusException.BadRequest("Upload-Concat names something that is no upload.");
    }

    private static bool TryDecode(string text, out string value)
    {
        var bytes = new byte[text.Length];
        var isGood = Convert.TryFromBase64String(text, bytes, out var count);
        value = isGood ? Encoding.UTF8.GetString(bytes, 0, count) : "";
        return isGood;
    }
}
