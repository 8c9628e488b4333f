using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using UpCoach.CdnEdge.Caching;
using UpCoach.CdnEdge.Caching.Fields;
using UpCoach.CdnEdge.Caching.Rules;
using UpCoach.CdnEdge.Caching.Storage;

namespace UpCoach.CdnEdge.Tests.Caching;

/// <summary>Answers for tests of the rules.</summary>
internal static class Responses
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>An answer with fields given as <c>Name: value</c>.</summary>
    public static ResponseView View(int status, params string[] fields) => ResponseView.Of(status, Fields(fields), Now);

    public static HeaderDictionary Fields(params string[] fields)
    {
        var headers = new HeaderDictionary();
        foreach (var field in fields.Select(field => field.Split(": ", 2))) headers.Append(field[0], field[1]);
        return headers;
    }

    public static long Lifetime(ResponseView view) => Freshness.LifetimeSeconds(view, Now, new CacheOptions());

    public static StoredResponse Stored(string cacheControl, long lifetimeSeconds = 60, string path = "/a", int bodyBytes = 10, params string[] fields)
    {
        var key = new CacheKey("edge", path, "");
        var body = new MemoryBody(new byte[bodyBytes]);
        var headers = Fields(fields);
        KeyValuePair<string, StringValues>[] kept = [.. headers];
        return new StoredResponse
        {
            Key = key,
            Vary = VaryKey.None,
            Status = 200,
            Fields = kept,
            Directives = ResponseDirectives.Parse(cacheControl),
            LifetimeSeconds = lifetimeSeconds,
            InitialAgeMilliseconds = 0,
            ReceivedAt = Now,
            Date = Now,
            EntityTag = ((IHeaderDictionary)headers).ETag,
            LastModified = ((IHeaderDictionary)headers).LastModified,
            Body = body,
            WeightBytes = StoredResponse.Weigh(kept, key, body),
        };
    }
}
