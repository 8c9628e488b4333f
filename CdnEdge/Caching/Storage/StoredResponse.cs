using Microsoft.Extensions.Primitives;
using UpCoach.CdnEdge.Caching.Fields;
using UpCoach.CdnEdge.Caching.Rules;

namespace UpCoach.CdnEdge.Caching.Storage;

/// <summary>An answer that may be given again. Only where its body lies and how often it was used change.</summary>
internal sealed class StoredResponse
{
    // What an entry weighs besides its body and fields: object headers, the array, the node, the table's slot.
    private const int OverheadBytes = 512;

    private IStoredBody _body = MemoryBody.Empty;

    public required CacheKey Key { get; init; }

    /// <summary>The request fields that chose this answer.</summary>
    public required VaryKey Vary { get; init; }

    public required int Status { get; init; }

    /// <summary>The fields to send, without those that this node makes up each time.</summary>
    public required KeyValuePair<string, StringValues>[] Fields { get; init; }

    public required ResponseDirectives Directives { get; init; }

    /// <summary>For how long the answer is fresh, counted in its age.</summary>
    public required long LifetimeSeconds { get; init; }

    /// <summary>How old the answer was when it arrived.</summary>
    public required long InitialAgeMilliseconds { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the origin made it: <c>Date</c>, or the arrival.</summary>
    public required DateTimeOffset Date { get; init; }

    public string? EntityTag { get; init; }

    public string? LastModified { get; init; }

    /// <summary>Names under which answers are purged together.</summary>
    public string[] Tags { get; init; } = [];

    /// <summary>The entity tag of the origin's answer that this one was made of; null for an origin's own answer.</summary>
    public string? SourceTag { get; init; }

    public required IStoredBody Body
    {
        get => Volatile.Read(ref _body);
        init => _body = value;
    }

    public long WeightBytes { get; init; }

    /// <summary>Where the eviction policy has put this entry; guarded by the store's lock, the count apart.</summary>
    public EvictionSlot Slot { get; init; } = new();

    public bool HasValidator => EntityTag is not null || LastModified is not null;

    public long AgeMilliseconds(DateTimeOffset now) => Math.Max(0, InitialAgeMilliseconds + (long)(now - ReceivedAt).TotalMilliseconds);

    /// <summary>For how many milliseconds more it is fresh; negative since it is stale.</summary>
    public long FreshForMilliseconds(DateTimeOffset now) => (LifetimeSeconds * 1000) - AgeMilliseconds(now);

    /// <summary>Moves the bytes, which stay the same.</summary>
    public void MoveBody(IStoredBody to) => Volatile.Write(ref _body, to);

    /// <summary>Estimates what an entry holds in memory.</summary>
    public static long Weigh(IEnumerable<KeyValuePair<string, StringValues>> fields, in CacheKey key, IStoredBody body)
        => OverheadBytes
            + (2L * (key.Path.Length + key.Query.Length + key.Host.Length))
            + fields.Sum(field => 64L + (2 * field.Value.Sum(value => value?.Length ?? 0)))
            + (body is MemoryBody ? body.Length : 0);
}
