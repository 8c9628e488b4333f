using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace UpCoach.MockUpCoach.Files.Images;

/// <summary><c>GET /media/{id}/{variant}.{extension}</c>: for everybody, the same for ever, so every cache on the way may keep it.</summary>
internal static class MediaEndpoint
{
    private const string ForEver = "public, max-age=31536000, immutable";

    public static async Task<Results<PhysicalFileHttpResult, NotFound>> HandleAsync(
        string id, string variant, string extension, FileFolders folders, SeedImages seed, HttpResponse response, CancellationToken stop)
    {
        if (!ImageVariants.Has(variant, extension) || !IsId(id))
            return TypedResults.NotFound();
        var file = new FileInfo(folders.Image(id, variant, extension));
        if (!file.Exists)
        {
            if (!await seed.EnsureAsync(id, stop))
                return TypedResults.NotFound();
            file.Refresh();
        }

        response.Headers.CacheControl = ForEver;
        response.Headers.XContentTypeOptions = "nosniff";

        // Replicas read the same file, so they agree on its tag.
        var tag = new EntityTagHeaderValue($"\"{file.LastWriteTimeUtc.Ticks:x}-{file.Length:x}\"");
        return TypedResults.PhysicalFile(file.FullName, ImageVariants.MediaTypes[extension], lastModified: file.LastWriteTimeUtc, entityTag: tag, enableRangeProcessing: true);
    }

    private static bool IsId(string id) => id.Length is > 0 and <= 36 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
