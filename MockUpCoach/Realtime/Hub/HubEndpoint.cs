using System.Globalization;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Realtime.Delivery;
using UpCoach.MockUpCoach.Realtime.Topics;

namespace UpCoach.MockUpCoach.Realtime.Hub;

/// <summary><c>GET /api/v1/realtime/hub</c>: a WebSocket. <c>?after=N</c> goes on in the room of everybody, <c>?room=R</c> joins another at once (then <c>after</c> is its).</summary>
internal sealed class HubEndpoint(
    TopicDirectory topics, Connections connections, RoomPublisher rooms, Acknowledgements acknowledgements, RealtimeMetrics metrics, TimeProvider clock)
{
    /// <summary>The subprotocol; a client may also name none.</summary>
    public const string SubProtocol = "upcoach.v1";

    /// <summary>How often a silent client is pinged; one that does not answer within the same time is gone.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public async Task HandleAsync(HttpContext context, CurrentUser user)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            context.Response.Headers.Upgrade = "websocket";
            return;
        }

        if (connections.IsStopping)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "1";
            return;
        }

        var room = context.Request.Query["room"].ToString() is { Length: > 0 } named ? named : null;
        if (room is not null && (!RoomName.IsValid(room) || !RoomName.IsOpenTo(room, user.Id)))
        {
            context.Response.StatusCode = RoomName.IsValid(room) ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest;
            return;
        }

        await TalkAsync(context, user, room == RoomName.All ? null : room, After(context.Request));
    }

    private async Task TalkAsync(HttpContext context, CurrentUser user, string? room, long? after)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = context.WebSockets.WebSocketRequestedProtocols.Contains(SubProtocol) ? SubProtocol : null,
            KeepAliveInterval = Heartbeat,
            KeepAliveTimeout = Heartbeat,
        });
        await using var connection = new HubConnection(context, socket, metrics, clock);
        await using var commands = new HubCommands(user, connection, topics, rooms, acknowledgements, clock);
        connections.TryAdd(connection);
        try
        {
            var all = await commands.JoinAsync(RoomName.All, room is null ? after : null);
            connection.Offer(ServerFrames.Welcome(Heartbeat, all));
            if (room is not null)
                connection.Offer(ServerFrames.Joined(room, await commands.JoinAsync(room, after)));
            await new HubSession(socket, connection, commands).RunAsync(context.RequestAborted);
            await connection.Ended;
        }
        finally
        {
            connections.Remove(connection);
        }
    }

    private static long? After(HttpRequest request) =>
        long.TryParse(request.Query["after"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
