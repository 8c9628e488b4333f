using System.Globalization;
using System.Text;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.LoadRunners.Protocols.WebSocket;

/// <summary>A server's answer to the upgrade.</summary>
/// <param name="Status">The HTTP status; 101 if it agrees.</param>
/// <param name="Accept">The key's proof; null if there is none.</param>
/// <param name="Protocol">The subprotocol chosen; null for none.</param>
/// <param name="IsUpgrade">Whether it names WebSocket as what it turns into.</param>
/// <param name="HasExtensions">Whether it agrees on extensions, none of which was offered.</param>
internal sealed record UpgradeAnswer(int Status, string? Accept, string? Protocol, bool IsUpgrade, bool HasExtensions)
{
    /// <summary>Reads an answer.</summary>
    /// <param name="head">Status line and headers, without the empty line.</param>
    /// <exception cref="IOException">It is no HTTP answer.</exception>
    public static UpgradeAnswer Read(ReadOnlyMemory<byte> head)
    {
        var line = head.Span.IndexOf("\r\n"u8) is >= 0 and var end ? head[..end] : head;
        var status = Encoding.Latin1.GetString(line.Span).Split(' ', 3);
        if (status.Length < 2 || !status[0].StartsWith("HTTP/1.", StringComparison.Ordinal)
            || !int.TryParse(status[1], NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            throw new IOException("the server does not answer in HTTP");
        }

        var headers = new HeaderBlock(head[line.Length..].TrimStart("\r\n"u8));
        return new UpgradeAnswer(
            code,
            headers.Find("Sec-WebSocket-Accept"),
            headers.Find("Sec-WebSocket-Protocol"),
            "websocket".Equals(headers.Find("Upgrade"), StringComparison.OrdinalIgnoreCase),
            headers.Find("Sec-WebSocket-Extensions") is not null);
    }

    /// <summary>Says what is wrong with the answer; null if it agrees.</summary>
    public string? Refusal(string accept, IReadOnlyList<string> offered) => this switch
    {
        { Status: not 101 } => $"status {Status}",
        { IsUpgrade: false } => "the server turns into something else",
        { HasExtensions: true } => "the server uses an extension that was not offered",
        _ when Accept != accept => "the server's proof of the key is wrong",
        { Protocol: { } protocol } when !offered.Contains(protocol) => $"the subprotocol {protocol} was not offered",
        _ => null,
    };
}
