using System.Globalization;
using Microsoft.Net.Http.Headers;
using UpCoach.CdnEdge.Answers;
using UpCoach.CdnEdge.Caching.Rules;
using UpCoach.CdnEdge.Caching.Storage;
using UpCoach.CdnEdge.Telemetry;

namespace UpCoach.CdnEdge.Caching.Exchange;

/// <summary>Gives a stored answer: whole, in part, without its body, or as the news that nothing is new.</summary>
internal sealed class StoredAnswer(EdgeOptions edge, CacheOptions options, ResponseStore store, EdgeMetrics metrics, TimeProvider clock)
{
    // RFC 9110, 15.4.5: what a 304 must repeat, and Last-Modified only for those without a tag.
    private static readonly HashSet<string> InNotModified = new(StringComparer.OrdinalIgnoreCase)
    {
        HeaderNames.CacheControl, "CDN-Cache-Control", HeaderNames.ContentLocation, HeaderNames.Date, HeaderNames.ETag, HeaderNames.Expires, HeaderNames.Vary,
    };

    /// <summary>Writes the answer.</summary>
    /// <returns>False where its bytes are gone and nothing was written: then the origin has to be asked.</returns>
    public async ValueTask<bool> TryWriteAsync(HttpContext context, StoredResponse stored, string cacheStatus, CacheResult result)
    {
        stored.Slot.Use();
        var now = clock.GetUtcNow();
        var request = context.Request;
        if (Conditions.IsNotModified(request.Headers, stored, now))
        {
            Begin(context.Response, stored, StatusCodes.Status304NotModified, cacheStatus, now);
            metrics.Served(result, 0);
            return true;
        }

        var length = stored.Body.Length;
        var range = Conditions.Range(request.Headers, stored);
        if (range is { IsUnsatisfiable: true })
        {
            context.Response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            context.Response.Headers.ContentRange = range.Value.ContentRange(length);
            EdgeHeaders.Apply(context.Response.Headers, edge, cacheStatus);
            metrics.Served(result, 0);
            return true;
        }

        using var body = await OpenAsync(stored, context.RequestAborted);
        if (body is null)
        {
            store.Remove(stored);
            return false;
        }

        Begin(context.Response, stored, range is null ? stored.Status : StatusCodes.Status206PartialContent, cacheStatus, now);
        if (range is { } part) context.Response.Headers.ContentRange = part.ContentRange(length);
        var (start, count) = range is { } asked ? (asked.Start, asked.Length) : (0, length);
        if (stored.Status != StatusCodes.Status204NoContent) context.Response.ContentLength = count;
        if (HttpMethods.IsHead(request.Method)) count = 0;
        if (count > 0) await body.CopyToAsync(context.Response.BodyWriter, start, count, context.RequestAborted);
        metrics.Served(result, count);
        return true;
    }

    private void Begin(HttpResponse response, StoredResponse stored, int status, string cacheStatus, DateTimeOffset now)
    {
        response.StatusCode = status;
        var fields = response.Headers;
        var isNotModified = status == StatusCodes.Status304NotModified;
        foreach (var (name, value) in stored.Fields)
        {
            if (!isNotModified || InNotModified.Contains(name)) fields[name] = value;
        }

        if (isNotModified && stored is { EntityTag: null, LastModified: { } changed }) fields.LastModified = changed;
        fields.Age = (stored.AgeMilliseconds(now) / 1000).ToString(CultureInfo.InvariantCulture);
        EdgeHeaders.Apply(fields, edge, cacheStatus);
    }

    // Used twice on the disk: worth memory again.
    private async ValueTask<IBodyReader?> OpenAsync(StoredResponse stored, CancellationToken stop)
    {
        if (stored.Body is not DiskBody file || file.Length > options.MemoryBodyBytes || stored.Slot.Uses < 2) return await stored.Body.OpenAsync(stop);
        if (await file.LoadAsync(stop) is not { } body) return null;
        store.Promote(stored, body);
        return body;
    }
}
