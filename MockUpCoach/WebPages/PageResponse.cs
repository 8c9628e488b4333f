using Microsoft.Net.Http.Headers;

namespace UpCoach.MockUpCoach.WebPages;

/// <summary>Serves a file of the pages: compressed, with a validator, and with the rules of who may keep it and what it may do.</summary>
internal static class PageResponse
{
    /// <summary>For an address that names its content.</summary>
    public const string Forever = "public, max-age=31536000, immutable";

    /// <summary>For a page: served at once from caches for a minute, and for a day while the next version is fetched.</summary>
    public const string Briefly = "public, max-age=60, stale-while-revalidate=86400";

    /// <summary>For the service worker: an old one would keep old pages.</summary>
    public const string Ask = "no-cache";

    // Everything comes from here, nothing is inline: a text that got into a page by mistake can't run.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static async Task SendAsync(HttpContext context, PageFile file, string cacheControl)
    {
        var encoding = file.Choose(context.Request);
        var tag = new EntityTagHeaderValue(encoding is null ? $"\"{file.Hash}\"" : $"\"{file.Hash}-{encoding}\"");
        var headers = context.Response.Headers;
        headers.CacheControl = cacheControl;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.ETag = tag.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        if (file.Path.EndsWith("/sw.js", StringComparison.Ordinal))
            headers["Service-Worker-Allowed"] = "/app"; // The page itself lies above the folder of its worker.
        if (file.Path.EndsWith(".html", StringComparison.Ordinal))
            headers.ContentSecurityPolicy = Policy;
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known == EntityTagHeaderValue.Any || known.Compare(tag, useStrongComparison: false)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var bytes = file.In(encoding);
        context.Response.ContentType = file.MediaType;
        context.Response.ContentLength = bytes.Length;
        if (encoding is not null)
            headers.ContentEncoding = encoding;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
