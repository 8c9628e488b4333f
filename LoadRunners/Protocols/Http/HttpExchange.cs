using System.Text;
using UpCoach.LoadRunners.Engine.Users;

namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>A request and what came back. Its owner uses it again for the next request.</summary>
internal sealed class HttpExchange(ResponseArena arena)
{
    /// <summary>Gets where the response's bytes go.</summary>
    public ResponseArena Arena => arena;

    public HttpCall Call { get; private set; } = null!;

    public HttpAddress Address { get; private set; }

    public string? BearerToken { get; private set; }

    /// <summary>Gets the Cookie header's value; null for none.</summary>
    public string? Cookies { get; private set; }

    public bool KeepsBody { get; private set; }

    public RequestTiming Timing { get; private set; } = null!;

    /// <summary>Gets or sets the status; 0 if no whole response came.</summary>
    public int Status { get; set; }

    public ReadOnlyMemory<byte> Body { get; set; }

    public HeaderBlock Headers { get; set; }

    /// <summary>Gets or sets whether the headers may set cookies; the client that looked knows.</summary>
    public bool MaySetCookies { get; set; }

    /// <summary>Gets or sets whether the headers may name an encoding of the body.</summary>
    public bool MayBeEncoded { get; set; }

    /// <summary>Gets what went wrong on the way; null if a whole response came.</summary>
    public string? Error { get; private set; }

    /// <summary>Gets whether it failed because this machine had no port, handle or buffer left.</summary>
    public bool LacksSocket { get; private set; }

    public void Begin(HttpCall call, HttpAddress address, string? bearerToken, string? cookies, bool keepsBody)
    {
        (Call, Address, BearerToken, Cookies, KeepsBody) = (call, address, bearerToken, cookies, keepsBody);
        ClearResponse();
    }

    /// <summary>Sets the timing, which the client begins.</summary>
    public RequestTiming Begin(RequestTiming timing) => Timing = timing;

    /// <summary>Says what of the request can't go into a header; null if all can.</summary>
    public string? Problem()
    {
        var headers = Call.Headers;
        for (var i = 0; i < headers.Count; i++)
        {
            var (name, value) = headers[i];
            if (name.Length == 0 || !IsText(name) || name.AsSpan().ContainsAny(": ") || !IsText(value)) return $"the request's header '{name}' can't be sent";
        }

        return IsText(BearerToken) && IsText(Cookies) && IsText(Call.ContentType) ? null : "a header of the request can't be sent";
    }

    public void ClearResponse() =>
        (Status, Body, Headers, Error, LacksSocket, MaySetCookies, MayBeEncoded) = (0, default, default, null, false, true, true);

    public void Fail(string error, Exception? cause = null)
    {
        ClearResponse();
        (Error, LacksSocket) = (error, SocketExhaustion.IsSignOf(cause));
    }

    private static bool IsText(string? value) => value is null || (Ascii.IsValid(value) && !value.AsSpan().ContainsAny('\r', '\n', '\0'));
}
