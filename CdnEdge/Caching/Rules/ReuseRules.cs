using UpCoach.CdnEdge.Caching.Fields;
using UpCoach.CdnEdge.Caching.Storage;

namespace UpCoach.CdnEdge.Caching.Rules;

/// <summary>Says whether a stored answer may be given without asking.</summary>
internal static class ReuseRules
{
    /// <summary>RFC 9111, 4 and 5.2.1; RFC 5861, 3.</summary>
    public static Reuse Decide(StoredResponse stored, in RequestDirectives request, DateTimeOffset now)
    {
        if (stored.Directives.NoCache || request.NoCache) return Reuse.Validate;
        var freshFor = stored.FreshForMilliseconds(now);
        if (request.MaxAge is { } most && stored.AgeMilliseconds(now) > most * 1000) return Reuse.Validate;
        if (freshFor > (request.MinFresh ?? 0) * 1000) return Reuse.Fresh;
        if (request.MinFresh is not null || stored.Directives.ForbidsStale) return Reuse.Validate;
        if (request.MaxStale is { } accepted && -freshFor <= accepted * 1000) return Reuse.Stale;
        return stored.Directives.StaleWhileRevalidate is { } window && -freshFor < window * 1000 ? Reuse.WhileRevalidating : Reuse.Validate;
    }

    /// <summary>Says whether a stale answer may stand for one that the origin failed to give.</summary>
    /// <param name="stored">The stale answer.</param>
    /// <param name="isOutage">Whether the origin could not be reached, rather than answered with an error.</param>
    /// <param name="outageSeconds">For how long an outage is bridged where the origin set no limit.</param>
    /// <param name="now">The time.</param>
    /// <remarks>
    /// RFC 9111, 4.2.4 allows it without being asked only to a cache that is disconnected; RFC 5861, 4 allows it on errors that the origin itself reports.
    /// An outage without a limit of the origin's is bridged for a time that the node's options set.
    /// </remarks>
    public static bool MayBridge(StoredResponse stored, bool isOutage, int outageSeconds, DateTimeOffset now)
    {
        if (stored.Directives.ForbidsStale) return false;
        var limit = stored.Directives.StaleIfError ?? (isOutage ? outageSeconds : 0);
        return -stored.FreshForMilliseconds(now) < limit * 1000;
    }
}
