using UpCoach.CdnEdge.Caching.Fields;

namespace UpCoach.CdnEdge.Caching.Rules;

/// <summary>How long an answer is fresh, and how old it is when it arrives.</summary>
internal static class Freshness
{
    // RFC 9111, 4.2.2 names a tenth as typical; Last-Modified says less than that about tomorrow.
    private const double HeuristicShare = 0.1;

    /// <summary>Gives the lifetime in seconds.</summary>
    /// <remarks>
    /// RFC 9111, 4.2.1, the first that applies: <c>s-maxage</c>, <c>max-age</c>, <c>Expires - Date</c>, a guess where the status or <c>public</c> allows one:
    /// <code>lifetime = min(0.1 (Date - Last-Modified), most)</code>
    /// and for what does not exist a short time. Where nothing applies, 0.
    /// </remarks>
    public static long LifetimeSeconds(ResponseView response, DateTimeOffset receivedAt, CacheOptions options)
    {
        var directives = response.Directives;
        if (directives.SharedMaxAge is { } shared) return shared;
        if (directives.MaxAge is { } own) return own;
        var made = response.Date ?? receivedAt;
        if (!response.IsTargeted && response.Fields.Expires is { Count: > 0 } lines) return Until(lines.ToString(), made, receivedAt);
        return MayGuess(response) ? Guess(response, made, receivedAt, options) : 0;
    }

    /// <summary>Gives the age at arrival in milliseconds: the larger of what the clocks say and what <c>Age</c> says plus the time on the way.</summary>
    /// <remarks>RFC 9111, 4.2.3: <c>max(received - Date, Age + (received - requested))</c>.</remarks>
    public static long InitialAgeMilliseconds(ResponseView response, DateTimeOffset requestedAt, DateTimeOffset receivedAt)
    {
        var apparent = response.Date is { } date ? Math.Max(0, (receivedAt - date).TotalMilliseconds) : 0;
        var delay = Math.Max(0, (receivedAt - requestedAt).TotalMilliseconds);
        var told = (DeltaSeconds.Age(response.Fields.Age.ToString()) * 1000) + delay;
        return (long)Math.Max(apparent, told);
    }

    private static long Until(string expires, DateTimeOffset made, DateTimeOffset now)
        => HttpDate.Parse(expires, now) is { } end ? Math.Max(0, (long)(end - made).TotalSeconds) : 0;

    // Whoever sets a cookie answers one client, unless the origin says otherwise by a lifetime of its own.
    private static bool MayGuess(ResponseView response)
        => !response.Directives.NoCache && response.Fields.SetCookie.Count == 0
            && (StatusCodeRules.IsHeuristicallyCacheable(response.Status) || response.Directives.Public);

    private static long Guess(ResponseView response, DateTimeOffset made, DateTimeOffset now, CacheOptions options)
    {
        if (response.LastModified is { } text && HttpDate.Parse(text, now) is { } changed && changed < made)
        {
            return (long)Math.Min((made - changed).TotalSeconds * HeuristicShare, options.HeuristicSeconds);
        }

        return StatusCodeRules.IsNegative(response.Status) ? options.NegativeSeconds : 0;
    }
}
