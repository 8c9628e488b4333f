using System.Net;

namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>A user's cookies. Costs nothing until a server sets one.</summary>
internal sealed class CookieJar
{
    private CookieContainer? _cookies;

    /// <summary>Gives the Cookie header's value for an address; null for none.</summary>
    public string? HeaderFor(HttpAddress address) =>
        Volatile.Read(ref _cookies) is { Count: > 0 } cookies && cookies.GetCookieHeader(address.Uri) is { Length: > 0 } header ? header : null;

    /// <summary>Takes what a response sets; what is no cookie is left out, as browsers do.</summary>
    public void Take(HttpAddress address, HeaderBlock headers)
    {
        foreach (var text in headers.FindAll("Set-Cookie"))
        {
            try
            {
                if (_cookies is null) Interlocked.CompareExchange(ref _cookies, new CookieContainer(), null);
                _cookies.SetCookies(address.Uri, text);
            }
            catch (CookieException)
            {
                // Its own domain or path forbids it, or it is malformed.
            }
        }
    }

    public void Clear() => _cookies = null;
}
