namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>Where a response sends its reader, and how that is asked for.</summary>
/// <remarks>As Go's client, which k6 uses: 301, 302 and 303 turn all but GET and HEAD into a GET without a body; 307 and 308 repeat the request.</remarks>
internal static class Redirect
{
    /// <summary>Gives the next request; null if the response is no redirect that can be followed.</summary>
    public static HttpCall? Of(HttpCall call, HttpAddress from, int status, HeaderBlock headers)
    {
        if (status is not (301 or 302 or 303 or 307 or 308) || headers.Find("Location") is not { Length: > 0 } location) return null;
        if (!Uri.TryCreate(from.Uri, location, out var to) || !(to.Scheme == Uri.UriSchemeHttp || to.Scheme == Uri.UriSchemeHttps)) return null;
        var next = call with { Path = to.AbsoluteUri };

        // A stream is gone once it was sent.
        if (status is 307 or 308 && call.BodyStream is not null) return null;
        if (status is 307 or 308 || call.Method == HttpMethod.Get || call.Method == HttpMethod.Head) return next;
        return next with { Method = HttpMethod.Get, Body = default, BodyStream = null, BodyStreamLength = null, ContentType = null };
    }
}
