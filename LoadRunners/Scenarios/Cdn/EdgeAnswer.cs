using System.Globalization;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.LoadRunners.Scenarios.Cdn;

/// <summary>What a node answered.</summary>
/// <param name="Http">The response.</param>
/// <param name="IsHit">Whether the node had it, or had it confirmed by the origin: the last member of <c>Cache-Status</c> (RFC 9211) says so.</param>
/// <param name="Bytes">The body's length on the wire.</param>
internal readonly record struct EdgeAnswer(HttpResult Http, bool IsHit, long Bytes)
{
    /// <summary>Gets whether somebody answered, and it is not the server's fault if the answer is no good.</summary>
    public bool IsAvailable => Http.Status is > 0 and < 500;

    /// <summary>Gets the value of the tag <see cref="CdnMetrics.Cache"/>.</summary>
    public string Cache => IsHit ? "hit" : "miss";

    /// <summary>Reads an answer.</summary>
    public static EdgeAnswer Of(HttpResult http) => new(
        http,
        SaysHit(http.Status == 0 ? [] : http.Headers("Cache-Status")),
        http.Status != 0 && long.TryParse(http.Header("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : http.Body.Length);

    // The node nearest to the client is the last to add a member.
    internal static bool SaysHit(IReadOnlyList<string> cacheStatus)
    {
        if (cacheStatus.Count == 0) return false;
        var parameters = cacheStatus[^1].Split(',')[^1].Split(';', StringSplitOptions.TrimEntries);
        return parameters.Contains("hit", StringComparer.Ordinal) || parameters.Contains("fwd-status=304", StringComparer.Ordinal);
    }
}
