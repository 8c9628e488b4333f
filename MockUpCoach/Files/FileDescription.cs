using System.Text;
using Microsoft.Net.Http.Headers;

namespace UpCoach.MockUpCoach.Files;

/// <summary>What a client says about a file that it sends, made harmless.</summary>
/// <param name="Name">A name without folders and control characters.</param>
/// <param name="MediaType">A media type without parameters.</param>
/// <param name="IsPublic">Whether everybody may read it.</param>
internal sealed record FileDescription(string Name, string MediaType, bool IsPublic)
{
    private const int MostNameLength = 200;
    private const string AnyBytes = "application/octet-stream";

    public static FileDescription Of(string? name, string? mediaType, bool isPublic) => new(Clean(name), Clean(mediaType, AnyBytes), isPublic);

    /// <summary>Reads the metadata of a tus upload: <c>filename</c> or <c>name</c>, <c>filetype</c> or <c>type</c>, <c>visibility</c>.</summary>
    public static FileDescription OfMetadata(IReadOnlyDictionary<string, string> metadata) => Of(
        metadata.GetValueOrDefault("filename") ?? metadata.GetValueOrDefault("name"),
        metadata.GetValueOrDefault("filetype") ?? metadata.GetValueOrDefault("type"),
        metadata.GetValueOrDefault("visibility") == "public");

    /// <summary>Reads an entry of <c>Content-Digest</c> (RFC 9530): null if there is none for SHA-256.</summary>
    /// <exception cref="InvalidDataException">There is one, but it holds no digest.</exception>
    public static byte[]? ReadSha256(string? contentDigest)
    {
        foreach (var entry in (contentDigest ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (!entry.StartsWith("sha-256=", StringComparison.Ordinal))
                continue;
            var value = entry["sha-256=".Length..];
            var digest = new byte[32];
            return value is [':', .., ':'] && Convert.TryFromBase64String(value[1..^1], digest, out var length) && length == digest.Length
                ? digest
                : throw new InvalidDataException("The SHA-256 of Content-Digest is not one.");
        }

        return null;
    }

    private static string Clean(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var clean = new string([.. last.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar && !Rune.IsControl(rune)).SelectMany(rune => rune.ToString())]).Trim();
        clean = clean.Length <= MostNameLength ? clean : clean[..(char.IsHighSurrogate(clean[MostNameLength - 1]) ? MostNameLength - 1 : MostNameLength)];
        return clean is "" or "." or ".." ? "unnamed" : clean;
    }

    private static string Clean(string? mediaType, string otherwise) =>
        MediaTypeHeaderValue.TryParse(mediaType, out var parsed) && parsed.MediaType.Value is { Length: <= 120 } type && !type.Contains('*', StringComparison.Ordinal)
            ? type.ToLowerInvariant()
            : otherwise;
}
