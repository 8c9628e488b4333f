using System.Text;
using UpCoach.LoadRunners.Protocols.Delivery;

namespace UpCoach.LoadRunners.Protocols.WebSocket;

/// <summary>A message from the server.</summary>
/// <param name="IsText">Whether it is text (UTF-8, checked) or binary.</param>
/// <param name="Data">Its bytes; valid until the next message is asked for.</param>
/// <param name="ArrivedAtMicroseconds">When it arrived, in microseconds since 1970.</param>
/// <param name="Stamp">What the server wrote on it; null if nothing.</param>
public readonly record struct WebSocketMessage(bool IsText, ReadOnlyMemory<byte> Data, long ArrivedAtMicroseconds, MessageStamp? Stamp = null)
{
    /// <summary>Gives the message as text.</summary>
    public string Text => Encoding.UTF8.GetString(Data.Span);
}
