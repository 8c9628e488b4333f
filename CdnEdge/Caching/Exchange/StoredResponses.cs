using UpCoach.CdnEdge.Caching.Rules;
using UpCoach.CdnEdge.Caching.Storage;

namespace UpCoach.CdnEdge.Caching.Exchange;

/// <summary>Makes stored answers out of an origin's.</summary>
internal sealed class StoredResponses(CacheOptions options, TimeProvider clock)
{
    private const string CacheTag = "Cache-Tag";
    private const string SurrogateKey = "Surrogate-Key";

    /// <summary>Prepares to store an answer whose body is still to come.</summary>
    public Func<IStoredBody, StoredResponse> Of(in CacheKey key, IHeaderDictionary request, ResponseView view, long lifetimeSeconds, DateTimeOffset requestedAt)
    {
        var now = clock.GetUtcNow();
        var vary = VaryKey.Of(request, view.Fields);
        return Build(key, vary, view, lifetimeSeconds, requestedAt, now, sourceTag: null);
    }

    /// <summary>Makes what a confirmation or the answer to a HEAD leaves of a stored answer: the same bytes, newer fields.</summary>
    public StoredResponse Renewed(StoredResponse stored, IHeaderDictionary confirmation, DateTimeOffset requestedAt)
    {
        var now = clock.GetUtcNow();
        var view = ResponseView.Of(stored.Status, StoredFields.Renewed(stored.Fields, confirmation), now);
        return Build(stored.Key, stored.Vary, view, Freshness.LifetimeSeconds(view, now, options), requestedAt, now, stored.SourceTag)(stored.Body);
    }

    private static Func<IStoredBody, StoredResponse> Build(
        CacheKey key, VaryKey vary, ResponseView view, long lifetimeSeconds, DateTimeOffset requestedAt, DateTimeOffset now, string? sourceTag)
    {
        var fields = StoredFields.Of(view.Fields, view.Directives);
        var age = Freshness.InitialAgeMilliseconds(view, requestedAt, now);
        string[] tags = [.. Fields.FieldList.Of(view.Fields[CacheTag]), .. view.Fields[SurrogateKey].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        return body => new StoredResponse
        {
            Key = key,
            Vary = vary,
            Status = view.Status,
            Fields = fields,
            Directives = view.Directives,
            LifetimeSeconds = lifetimeSeconds,
            InitialAgeMilliseconds = age,
            ReceivedAt = now,
            Date = view.Date ?? now,
            EntityTag = view.EntityTag,
            LastModified = view.LastModified,
            Tags = tags,
            SourceTag = sourceTag,
            Body = body,
            WeightBytes = StoredResponse.Weigh(fields, key, body),
        };
    }
}
