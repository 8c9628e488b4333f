using System.Buffers.Text;
using System.Text;

namespace UpCoach.LoadRunners.Protocols.Http.Lean;

/// <summary>Writes a request's head, and its body if that is short, into a buffer.</summary>
internal ref struct RequestWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;

    public int Length { get; private set; }

    /// <summary>Gives the most bytes that a request's head can take.</summary>
    public static int MostBytes(HttpExchange exchange, LeanClientOptions options)
    {
        var call = exchange.Call;
        var length = 256 + call.Method.Method.Length + (exchange.Address.PathAndQuery.Length * 3) + exchange.Address.Origin.Authority.Length + options.UserAgent.Length
            + (exchange.BearerToken?.Length ?? 0) + (exchange.Cookies?.Length ?? 0) + (call.ContentType?.Length ?? 0);
        if (call.Headers.Count == 0) return length; // the usual case needs no enumerator
        foreach (var (name, value) in call.Headers)
        {
            length += name.Length + value.Length + 4;
        }

        return length;
    }

    public void WriteHead(HttpExchange exchange, LeanClientOptions options)
    {
        var call = exchange.Call;
        Write(call.Method.Method);
        Write(" "u8);
        Write(exchange.Address.PathAndQuery);
        Write(" HTTP/1.1\r\n"u8);
        if (!Has(call, "Host"))
        {
            Write("Host: "u8);
            Write(exchange.Address.Origin.Authority);
            Write("\r\n"u8);
        }

        if (options.UserAgent.Length > 0 && !Has(call, "User-Agent")) Write("User-Agent: "u8, options.UserAgent);
        if (options.Decompress && !Has(call, "Accept-Encoding")) Write("Accept-Encoding: gzip, deflate, br\r\n"u8);
        if (options.ClosesConnections) Write("Connection: close\r\n"u8);
        if (exchange.BearerToken is { } token && !Has(call, "Authorization")) Write("Authorization: Bearer "u8, token);
        if (exchange.Cookies is { } cookies && !Has(call, "Cookie")) Write("Cookie: "u8, cookies);
        if (call.ContentType is { } type && !Has(call, "Content-Type")) Write("Content-Type: "u8, type);
        WriteContentLength(call);
        for (var i = 0; i < call.Headers.Count; i++)
        {
            Write(call.Headers[i].Key);
            Write(": "u8, call.Headers[i].Value);
        }

        Write("\r\n"u8);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer[Length..]);
        Length += bytes.Length;
    }

    private static bool Has(HttpCall call, string name)
    {
        for (var i = 0; i < call.Headers.Count; i++)
        {
            if (call.Headers[i].Key.Equals(name, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private void WriteContentLength(HttpCall call)
    {
        if (call.BodyStream is not null && call.BodyStreamLength is null)
        {
            Write("Transfer-Encoding: chunked\r\n"u8);
            return;
        }

        var length = call.BodyStream is null ? call.Body.Length : call.BodyStreamLength.GetValueOrDefault();

        // Without a body, GET and its like say nothing, and all others say 0 (RFC 9110, 8.6).
        if (length == 0 && (call.Method == HttpMethod.Get || call.Method == HttpMethod.Head || call.Method == HttpMethod.Options || call.Method == HttpMethod.Delete)) return;
        if (Has(call, "Content-Length")) return;
        Write("Content-Length: "u8);
        Utf8Formatter.TryFormat(length, _buffer[Length..], out var digits);
        Length += digits;
        Write("\r\n"u8);
    }

    private void Write(string text) => Length += Encoding.UTF8.GetBytes(text, _buffer[Length..]);

    private void Write(ReadOnlySpan<byte> name, string value)
    {
        Write(name);
        Write(value);
        Write("\r\n"u8);
    }
}
