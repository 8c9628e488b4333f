using UpCoach.CdnEdge.Caching.Fields;
using UpCoach.CdnEdge.Caching.Rules;
using UpCoach.CdnEdge.Caching.Storage;

namespace UpCoach.CdnEdge.Caching.Exchange;

/// <summary>One request on its way to an origin: what is known before, and what the answer's beginning decided.</summary>
/// <remarks>A feature of the request's context, because the answer is seen first inside the proxy.</remarks>
internal sealed class CacheExchange
{
    public required CacheKey Key { get; init; }

    public required RequestDirectives Directives { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Why the origin is asked.</summary>
    public required ForwardReason Reason { get; init; }

    /// <summary>The answer that the origin is asked to confirm or to replace; null where none is stored.</summary>
    public StoredResponse? Stored { get; init; }

    /// <summary>Whether the request carries the stored answer's validators instead of the client's.</summary>
    public bool IsValidating { get; init; }

    /// <summary>Those who wait for the same answer; null where nobody may.</summary>
    public Flight? Flight { get; init; }

    /// <summary>The stored answer to give in place of the origin's: confirmed by it, or a bridge over its error.</summary>
    public StoredResponse? Instead { get; set; }

    /// <summary>The origin's answer as read; null until it began.</summary>
    public ResponseView? View { get; set; }

    /// <summary>Collects the body; null where the answer is not stored.</summary>
    public BodyRecorder? Recorder { get; set; }

    /// <summary>Makes the stored answer out of what was collected.</summary>
    public Func<IStoredBody, StoredResponse>? Finish { get; set; }

    /// <summary>Counts the bytes passed on; null where their number was told before.</summary>
    public PassingStream? Passing { get; set; }
}
