namespace UpCoach.CdnEdge.Caching.Rules;

/// <summary>What a status means to a cache.</summary>
internal static class StatusCodeRules
{
    /// <summary>Whether a lifetime may be guessed (RFC 9110, 15.1); 206 apart, which is not stored.</summary>
    public static bool IsHeuristicallyCacheable(int status) => status is 200 or 203 or 204 or 300 or 301 or 308 or 404 or 405 or 410 or 414 or 501;

    /// <summary>Whether it says that something does not exist, which the next one who asks will not find either.</summary>
    public static bool IsNegative(int status) => status is 404 or 405 or 410 or 414 or 501;

    /// <summary>Whether this node knows what the status asks of a cache, as <c>must-understand</c> wants it.</summary>
    public static bool IsUnderstood(int status) => status is 200 or 203 or 204 or (>= 300 and <= 303) or 307 or 308
        or (>= 400 and <= 417) or 421 or 422 or 425 or 426 or 428 or 429 or 431 or 451 or (>= 500 and <= 505);

    /// <summary>Whether it may be stored at all: parts of a body and confirmations are not answers by themselves.</summary>
    public static bool IsStorable(int status) => status is >= 200 and < 600 and not (206 or 304);

    /// <summary>Whether it counts as an error that a stale answer may bridge (RFC 5861, 4).</summary>
    public static bool IsServerError(int status) => status is 500 or 502 or 503 or 504;
}
