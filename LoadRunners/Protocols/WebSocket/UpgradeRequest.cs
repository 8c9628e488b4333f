using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.LoadRunners.Protocols.WebSocket;

/// <summary>The request that turns an HTTP/1.1 connection into a WebSocket. Source: RFC 6455, section 4.1.</summary>
internal sealed class UpgradeRequest
{
    private const string KeyGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private readonly string _key;

    private UpgradeRequest(byte[] octets, string key) => (Octets, _key) = (octets, key);

    public byte[] Octets { get; }

    /// <summary>Gets what the server must answer.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "What the protocol says: it proves that the server understood, and protects nothing.")]
    public string Accept => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(_key + KeyGuid)));

    /// <summary>Writes a request with a key of its own.</summary>
    /// <exception cref="ArgumentException">A header holds a line break.</exception>
    public static UpgradeRequest Of(Uri uri, WebSocketOptions options) => Of(uri, options, Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)));

    public static UpgradeRequest Of(Uri uri, WebSocketOptions options, string key)
    {
        var text = new StringBuilder(256)
            .Append("GET ").Append(uri.PathAndQuery).Append(" HTTP/1.1\r\nHost: ").Append(Encoding.ASCII.GetString(new HttpOrigin(uri).Authority))
            .Append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ").Append(key).Append("\r\n");
        if (options.SubProtocols.Count > 0) Add("Sec-WebSocket-Protocol", string.Join(", ", options.SubProtocols));
        if (options.BearerToken is not null) Add("Authorization", $"Bearer {options.BearerToken}");
        foreach (var (name, value) in options.Headers)
        {
            Add(name, value);
        }

        return new UpgradeRequest(Encoding.Latin1.GetBytes(text.Append("\r\n").ToString()), key);

        void Add(string name, string value)
        {
            if (name.AsSpan().ContainsAny('\r', '\n') || value.AsSpan().ContainsAny('\r', '\n'))
            {
                throw new ArgumentException($"The header {name} holds a line break.", nameof(options));
            }

            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }
    }
}
