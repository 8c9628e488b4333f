using System.Buffers;
using System.Net.WebSockets;
using UpCoach.MockUpCoach.Data.Caching;
using UpCoach.MockUpCoach.Realtime.Delivery;

namespace UpCoach.MockUpCoach.Realtime.Hub;

/// <summary>The receiving side of a WebSocket: reads what the client says, one message after the other.</summary>
internal sealed class HubSession(WebSocket socket, HubConnection connection, HubCommands commands)
{
    /// <summary>How long a client's message may be.</summary>
    public const int MostMessageBytes = 16 * 1024;

    /// <summary>Reads until either side ends the connection.</summary>
    public async Task RunAsync(CancellationToken lost)
    {
        try
        {
            while (await ReadAsync(lost))
            {
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException)
        {
            connection.Close(CloseReason.Goodbye);
        }
    }

    private async ValueTask<bool> ReadAsync(CancellationToken lost)
    {
        // Asks for nothing first: a client that is silent holds no buffer.
        var first = await socket.ReceiveAsync(Memory<byte>.Empty, lost);
        if (first.MessageType == WebSocketMessageType.Close)
            return End(CloseReason.Goodbye);
        var buffer = ArrayPool<byte>.Shared.Rent(MostMessageBytes);
        try
        {
            var length = 0;
            for (var part = first; !part.EndOfMessage; length += part.Count)
            {
                if (length == MostMessageBytes)
                    return End(CloseReason.TooLong);
                part = await socket.ReceiveAsync(buffer.AsMemory(length, MostMessageBytes - length), lost);
                if (part.MessageType == WebSocketMessageType.Close)
                    return End(CloseReason.Goodbye);
            }

            if (first.MessageType == WebSocketMessageType.Binary)
                return End(CloseReason.NotText);
            await HandleAsync(buffer.AsMemory(0, length));
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask HandleAsync(ReadOnlyMemory<byte> bytes)
    {
        if (!ClientFrame.TryRead(bytes, out var frame))
        {
            connection.Offer(ServerFrames.Error(null, "malformed", "A message is a JSON object with a type; texts in it have at most 64 characters."));
            return;
        }

        try
        {
            await commands.HandleAsync(frame);
        }
        catch (Exception e) when (RedisStore.IsAway(e))
        {
            connection.Offer(ServerFrames.Error(frame.Id, "unavailable", "Try again in a second."));
        }
    }

    // What the client still sends after an end of ours is not read: its close frame would only confirm.
    private bool End(CloseReason reason)
    {
        connection.Close(reason);
        return false;
    }
}
