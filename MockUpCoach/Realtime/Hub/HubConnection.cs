using System.Net.WebSockets;
using UpCoach.MockUpCoach.Realtime.Delivery;
using UpCoach.MockUpCoach.Realtime.Journal;

namespace UpCoach.MockUpCoach.Realtime.Hub;

/// <summary>The sending side of a WebSocket.</summary>
internal sealed class HubConnection(HttpContext context, WebSocket socket, RealtimeMetrics metrics, TimeProvider clock) : Outbox(clock)
{
    protected override ReadOnlyMemory<byte> FormOf(Message message) => message.Json;

    protected override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes) =>
        socket.SendAsync(bytes, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, CancellationToken.None);

    protected override ValueTask WriteEndAsync(CloseReason reason) => socket.State is WebSocketState.Open or WebSocketState.CloseReceived
        ? new ValueTask(socket.CloseOutputAsync((WebSocketCloseStatus)reason.Code, reason.Text, CancellationToken.None))
        : ValueTask.CompletedTask;

    protected override void TooSlow() => metrics.Dropped("websocket");

    protected override void Cut() => context.Abort();
}
