using System.Globalization;
using UpCoach.CdnEdge.Caching.Storage;

namespace UpCoach.CdnEdge.Caching.Exchange;

/// <summary>Writes this node's member of <c>Cache-Status</c> (RFC 9211).</summary>
internal static class CacheStatus
{
    /// <summary>A stored answer was given and no origin was asked.</summary>
    public static string Hit(string node, StoredResponse stored, DateTimeOffset now)
        => string.Create(CultureInfo.InvariantCulture, $"{node}; hit; ttl={Ttl(stored, now)}");

    /// <summary>Another request had fetched it while this one waited.</summary>
    public static string Collapsed(string node, StoredResponse stored, DateTimeOffset now)
        => string.Create(CultureInfo.InvariantCulture, $"{node}; fwd=uri-miss; collapsed; ttl={Ttl(stored, now)}");

    /// <summary>An origin was asked and its answer, or a stored one in its place, was given.</summary>
    public static string Forwarded(string node, ForwardReason reason, int? status, bool isStored, string? detail = null)
    {
        var text = $"{node}; fwd={Token(reason)}";
        if (status is { } told) text += string.Create(CultureInfo.InvariantCulture, $"; fwd-status={told}");
        if (isStored) text += "; stored";
        return detail is null ? text : $"{text}; detail={detail}";
    }

    private static string Token(ForwardReason reason) => reason switch
    {
        ForwardReason.Method => "method",
        ForwardReason.UriMiss => "uri-miss",
        ForwardReason.VaryMiss => "vary-miss",
        ForwardReason.Stale => "stale",
        ForwardReason.Request => "request",
        _ => "bypass",
    };

    private static long Ttl(StoredResponse stored, DateTimeOffset now) => (long)Math.Floor(stored.FreshForMilliseconds(now) / 1000.0);
}
