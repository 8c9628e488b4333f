using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace UpCoach.MockUpCoach.Mobile.Batching;

/// <summary>Runs one part of a batch through this process' own pipeline: a request like any other, without network, connection or parsing.</summary>
internal static class BatchRunner
{
    // A page of 100 articles is a tenth of this.
    private const int MostAnswerBytes = 1024 * 1024;

    private static readonly string[] Told = [HeaderNames.ContentType, HeaderNames.ETag, HeaderNames.Location, HeaderNames.RetryAfter, HeaderNames.WWWAuthenticate, "Idempotency-Replayed"];

    // Who asks and how the message is framed is the batch's own affair.
    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase)
    {
        HeaderNames.IfMatch, HeaderNames.IfNoneMatch, HeaderNames.Accept, HeaderNames.AcceptLanguage, "Idempotency-Key",
    };

    public static async Task<BatchPartAnswer> RunAsync(RequestDelegate entry, HttpContext batch, BatchPart part)
    {
        using var body = new MemoryStream();
        var factory = batch.RequestServices.GetRequiredService<IHttpContextFactory>();
        var context = factory.Create(Features(batch, part, body));
        try
        {
            context.RequestAborted = batch.RequestAborted;
            await entry(context);
            await context.Response.CompleteAsync();
            return Answer(part.Id!, context.Response, body);
        }
        finally
        {
            factory.Dispose(context);
        }
    }

    private static FeatureCollection Features(HttpContext batch, BatchPart part, Stream answer)
    {
        var (path, query) = part.Path!.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? (part.Path[..at], part.Path[at..]) : (part.Path, "");
        var request = new HttpRequestFeature
        {
            Method = part.Method, Scheme = batch.Request.Scheme, Protocol = batch.Request.Protocol, Path = path, QueryString = query, RawTarget = part.Path,
        };
        request.Headers.Host = batch.Request.Host.ToString();
        request.Headers.Authorization = batch.Request.Headers.Authorization;
        foreach (var (name, value) in part.Headers ?? new Dictionary<string, string>())
        {
            if (Kept.Contains(name))
                request.Headers[name] = value;
        }

        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(request);
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        features.Set<IHttpConnectionFeature>(batch.Features.Get<IHttpConnectionFeature>());
        if (part.Body is { } json)
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(json, ApiJson.Default.JsonElement);
            request.Body = new MemoryStream(bytes);
            request.Headers.ContentType = "application/json";
            request.Headers.ContentLength = bytes.Length;
            features.Set<IHttpRequestBodyDetectionFeature>(BatchBody.Present);
        }

        return features;
    }

    private static BatchPartAnswer Answer(string id, HttpResponse response, MemoryStream body)
    {
        var headers = Told.Where(name => !StringValues.IsNullOrEmpty(response.Headers[name])).ToDictionary(name => name, name => response.Headers[name].ToString(), StringComparer.OrdinalIgnoreCase);
        if (body.Length > MostAnswerBytes)
            return new BatchPartAnswer(id, StatusCodes.Status507InsufficientStorage, new Dictionary<string, string>(), null);
        var isJson = response.ContentType?.Contains("json", StringComparison.Ordinal) == true && body.Length > 0;
        return new BatchPartAnswer(id, response.StatusCode, headers, isJson ? Read(body) : null);
    }

    private static JsonElement Read(MemoryStream body)
    {
        var reader = new Utf8JsonReader(body.GetBuffer().AsSpan(0, (int)body.Length));
        return JsonElement.ParseValue(ref reader);
    }
}
