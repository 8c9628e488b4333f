namespace UpCoach.MockUpCoach.WebPages;

/// <summary>Media types of the files that the pages consist of.</summary>
internal static class PageMediaTypes
{
    /// <exception cref="InvalidOperationException">A file of a new kind: name its type here.</exception>
    public static string Of(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".webmanifest" => "application/manifest+json",
        var other => throw new InvalidOperationException($"{path}: no media type is known for {other}."),
    };

    public static bool IsText(string mediaType) => mediaType != "image/png";
}
