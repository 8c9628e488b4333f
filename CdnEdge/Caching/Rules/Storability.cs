using UpCoach.CdnEdge.Caching.Fields;

namespace UpCoach.CdnEdge.Caching.Rules;

/// <summary>Says whether an answer may be stored by a cache that many clients share, and whether that is of any use.</summary>
internal static class Storability
{
    /// <summary>RFC 9111, 3, all of which must hold.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="hasAuthorization">Whether the request named its user.</param>
    /// <param name="requestForbids">Whether the request said <c>no-store</c>.</param>
    /// <param name="lifetimeSeconds">For how long it would be fresh.</param>
    public static bool MayStore(ResponseView response, bool hasAuthorization, bool requestForbids, long lifetimeSeconds)
    {
        var directives = response.Directives;
        if (requestForbids || directives.Private || !StatusCodeRules.IsStorable(response.Status)) return false;

        // must-understand overrides no-store for those who understand the status, and forbids storing to those who don't.
        if (directives.MustUnderstand ? !StatusCodeRules.IsUnderstood(response.Status) : directives.NoStore) return false;
        if (hasAuthorization && !AllowsAuthorized(directives)) return false;
        if (VaryKey.IsUnpredictable(response.Fields.Vary)) return false;
        return HasReason(response) && (lifetimeSeconds > 0 || response.HasValidator);
    }

    // RFC 9111, 3.5.
    private static bool AllowsAuthorized(ResponseDirectives directives)
        => directives.Public || directives.MustRevalidate || directives.SharedMaxAge is not null;

    private static bool HasReason(ResponseView response)
        => response.Directives is { Public: true } or { MaxAge: not null } or { SharedMaxAge: not null }
            || (!response.IsTargeted && response.Fields.Expires.Count > 0)
            || StatusCodeRules.IsHeuristicallyCacheable(response.Status);
}
