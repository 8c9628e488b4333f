namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>Where a response sends its reader, and how that is asked for.</summary>
/// <remarks>As Go's client, which k6 uses: 301, 302 and 303 turn all but GET and HEAD into a GET without a body; 307 and 308 repeat the request.</remarks>
internal static class Redirect
{
    private static readonly string[] s_ofOneServer = ["Authorization", "Proxy-Authorization", "Cookie", "Cookie2", "Host"];
    private static readonly string[] s_ofABody = ["Transfer-Encoding", "Expect"];

    /// <summary>Gives the next request; null if the response is no redirect that can be followed.</summary>
    public static HttpCall? Of(HttpCall call, HttpAddress from, int status, HeaderBlock headers)
    {
        if (!IsRedirect(status) || Target(from.Uri, headers.Find("Location")) is not { } to) return null;
        var next = call with { Path = to.AbsoluteUri };

        // A stream is gone once it was sent.
        if (status is 307 or 308 && call.BodyStream is not null) return null;
        if (status is 307 or 308 || call.Method == HttpMethod.Get || call.Method == HttpMethod.Head) return next;
        return Without(next, IsOfABody) with { Method = HttpMethod.Get, Body = default, BodyStream = null, BodyStreamLength = null, ContentType = null };
    }

    /// <summary>Gives where a GET is sent on to; null if the response is no redirect that can be followed.</summary>
    public static Uri? Of(HttpResponseMessage response, Uri from) =>
        IsRedirect((int)response.StatusCode) && response.Headers.NonValidated.TryGetValues("Location", out var values) ? Target(from, values.ToString()) : null;

    /// <summary>Gives the request as another server may see it: without what lets its sender in at the first one.</summary>
    public static HttpCall ForAnotherServer(HttpCall call) => Without(call, IsOfOneServer);

    /// <summary>Says whether a header is for the server alone that it was meant for.</summary>
    public static bool IsOfOneServer(string name) => s_ofOneServer.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Says whether two addresses are of one server: scheme, host and port.</summary>
    public static bool IsSameServer(Uri one, Uri other) => Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsRedirect(int status) => status is 301 or 302 or 303 or 307 or 308;

    private static Uri? Target(Uri from, string? location) =>
        location is { Length: > 0 } && Uri.TryCreate(from, location, out var to) && (to.Scheme == Uri.UriSchemeHttp || to.Scheme == Uri.UriSchemeHttps) ? to : null;

    private static HttpCall Without(HttpCall call, Func<string, bool> isLeftOut) =>
        call.Headers.Any(header => isLeftOut(header.Key)) ? call with { Headers = [.. call.Headers.Where(header => !isLeftOut(header.Key))] } : call;

    private static bool IsOfABody(string name) =>
        name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) || s_ofABody.Contains(name, StringComparer.OrdinalIgnoreCase);
}
