namespace UpCoach.LoadRunners.Protocols.WebSocket.Frames;

/// <summary>A server broke a rule of RFC 6455; the connection fails with the close code.</summary>
internal sealed class ProtocolViolationException(string message, int closeCode = WebSocketCloseCode.ProtocolError) : IOException(message)
{
    public int CloseCode => closeCode;
}
