using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace UpCoach.LoadRunners.Protocols.WebSocket.Frames;

/// <summary>The payload of a close frame: a code and a reason. Source: RFC 6455, section 5.5.1.</summary>
internal static class CloseFrame
{
    private const int MaxReasonBytes = 123;

    public static (int Code, string Reason) Read(ReadOnlySpan<byte> payload)
    {
        if (payload.Length == 0) return (WebSocketCloseCode.NoStatus, "");
        if (payload.Length == 1) throw new ProtocolViolationException("a close frame has half a code");
        var code = BinaryPrimitives.ReadUInt16BigEndian(payload);
        if (code is not ((>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999)))
        {
            throw new ProtocolViolationException($"close code {code} may not be sent");
        }

        if (!Utf8.IsValid(payload[2..])) throw new ProtocolViolationException("a close reason is not UTF-8", WebSocketCloseCode.InvalidData);
        return (code, Encoding.UTF8.GetString(payload[2..]));
    }

    public static byte[] Write(int code, string reason)
    {
        if (code == WebSocketCloseCode.NoStatus) return [];
        var text = Encoding.UTF8.GetBytes(reason);
        var payload = new byte[2 + Math.Min(text.Length, MaxReasonBytes)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        text.AsSpan(0, payload.Length - 2).CopyTo(payload.AsSpan(2));
        return payload;
    }
}
