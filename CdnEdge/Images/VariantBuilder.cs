using Microsoft.Extensions.Primitives;
using UpCoach.CdnEdge.Caching.Rules;
using UpCoach.CdnEdge.Caching.Storage;

namespace UpCoach.CdnEdge.Images;

/// <summary>Makes the stored variant of a stored original.</summary>
internal sealed class VariantBuilder(ImageOptions options, ImageQueue queue)
{
    private const string Jpeg = "image/jpeg";
    private const string Png = "image/png";
    private const string Webp = "image/webp";

    /// <summary>Encodes a variant; null where the original is not an image to be worked on, or its turn did not come.</summary>
    public async Task<StoredResponse?> BuildAsync(StoredResponse original, CacheKey key, ImageVariant variant, CancellationToken stop)
    {
        if (original.Status != StatusCodes.Status200OK || original.Body.Length > options.SourceBytes || TypeOf(original) is not { } type) return null;
        if (await BytesAsync(original.Body, stop) is not { } bytes || await queue.EncodeAsync(bytes, variant) is not { } encoded) return null;
        var isSmaller = encoded.Length < original.Body.Length || variant.Width is not null;
        var body = isSmaller ? new MemoryBody(encoded) : new MemoryBody(bytes);
        return Of(original, key, variant, body, isSmaller ? TypeOf(variant.Format) ?? type : type);
    }

    /// <summary>Gives the variant the lifetime that its original has now, when it was made of the same bytes.</summary>
    public static StoredResponse? Renew(StoredResponse variant, StoredResponse original)
        => variant.SourceTag is not null && variant.SourceTag == Tag(original) ? Copy(original, variant.Key, variant.Fields, variant.EntityTag, variant.Body) : null;

    private static StoredResponse Of(StoredResponse original, CacheKey key, ImageVariant variant, MemoryBody body, string type)
    {
        // The bytes are this node's: another tag, so that a part of one variant is never joined with a part of another.
        var tag = Tag(original) is { } source ? $"\"{source.Trim('"').Replace("W/\"", "", StringComparison.Ordinal)}-{variant.Name}\"" : null;
        var fields = original.Fields
            .Where(field => !Is(field, "Content-Type") && !Is(field, "ETag") && !Is(field, "Vary") && !Is(field, "Accept-Ranges") && !Is(field, "Content-Digest"))
            .Append(new("Content-Type", type))
            .Append(new("Vary", WithAccept(original)));
        if (tag is not null) fields = fields.Append(new("ETag", tag));
        return Copy(original, key, [.. fields], tag, body);
    }

    private static StoredResponse Copy(StoredResponse original, CacheKey key, KeyValuePair<string, StringValues>[] fields, string? tag, IStoredBody body) => new()
    {
        Key = key,
        Vary = VaryKey.None,
        Status = original.Status,
        Fields = fields,
        Directives = original.Directives,
        LifetimeSeconds = original.LifetimeSeconds,
        InitialAgeMilliseconds = original.InitialAgeMilliseconds,
        ReceivedAt = original.ReceivedAt,
        Date = original.Date,
        EntityTag = tag,
        LastModified = original.LastModified,
        Tags = original.Tags,
        SourceTag = Tag(original),
        Body = body,
        WeightBytes = StoredResponse.Weigh(fields, key, body),
    };

    private static async ValueTask<ReadOnlyMemory<byte>?> BytesAsync(IStoredBody body, CancellationToken stop)
        => body switch
        {
            MemoryBody memory => memory.Bytes,
            DiskBody file => (await file.LoadAsync(stop))?.Bytes,
            _ => null,
        };

    private static string? TypeOf(StoredResponse original)
    {
        var type = original.Fields.FirstOrDefault(field => Is(field, "Content-Type")).Value.ToString();
        return type is Jpeg or Png or Webp && !original.Fields.Any(field => Is(field, "Content-Encoding")) ? type : null;
    }

    private static string? TypeOf(ImageFormat format) => format switch
    {
        ImageFormat.Avif => "image/avif",
        ImageFormat.Webp => Webp,
        _ => null,
    };

    private static StringValues WithAccept(StoredResponse original)
        => StringValues.Concat(original.Fields.FirstOrDefault(field => Is(field, "Vary")).Value, "Accept");

    private static string? Tag(StoredResponse original) => original.EntityTag ?? original.LastModified;

    private static bool Is(KeyValuePair<string, StringValues> field, string name) => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase);
}
