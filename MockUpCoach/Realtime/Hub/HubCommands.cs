using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Realtime.Topics;

namespace UpCoach.MockUpCoach.Realtime.Hub;

/// <summary>Does what one client asks for. Called by one message at a time.</summary>
internal sealed class HubCommands(
    CurrentUser user, HubConnection connection, TopicDirectory topics, RoomPublisher rooms, Acknowledgements acknowledgements, TimeProvider clock) : IAsyncDisposable
{
    private const int MostRooms = 32;

    private readonly Dictionary<string, Membership> memberships = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> acknowledged = new(StringComparer.Ordinal);

    /// <summary>Joins a room without being asked by a message.</summary>
    public async Task<Joined> JoinAsync(string room, long? after)
    {
        var (topic, how) = await topics.JoinAsync(RoomName.Topic(room), connection, after);
        memberships.Add(room, new Membership(topic, after is null ? how.Last : 0));
        return how;
    }

    public ValueTask HandleAsync(ClientFrame frame)
    {
        switch (frame.Type)
        {
            case "ping":
                connection.Offer(ServerFrames.Pong(frame.Id, Stamp.Milliseconds(clock)));
                return ValueTask.CompletedTask;
            case "time":
                var received = Stamp.Milliseconds(clock);
                connection.Offer(ServerFrames.Time(frame.T0, received, Stamp.Milliseconds(clock)));
                return ValueTask.CompletedTask;
        }

        var room = frame.Room ?? RoomName.All;
        if (!RoomName.IsValid(room))
            return Refuse(frame, "bad_room", "A room's name has 1 to 64 of a-z, 0-9, '.', '_' and '-'.");
        if (!RoomName.IsOpenTo(room, user.Id))
            return Refuse(frame, "forbidden", "This room belongs to another user.");
        return new ValueTask(frame.Type switch
        {
            "join" => HandleJoinAsync(frame, room),
            "leave" => HandleLeaveAsync(frame, room),
            "publish" => HandlePublishAsync(frame, room),
            "ack" => HandleAcknowledgementAsync(frame, room),
            "resume" => HandleResumeAsync(frame, room),
            _ => Refuse(frame, "unknown_type", "Types are join, leave, publish, ack, resume, ping and time.").AsTask(),
        });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, membership) in memberships)
            await topics.LeaveAsync(membership.Topic, connection);
        await acknowledgements.KeepAsync(user.Id, acknowledged);
    }

    private async Task HandleJoinAsync(ClientFrame frame, string room)
    {
        if (memberships.ContainsKey(room))
            await Refuse(frame, "already_joined", "Resume sends missed messages again.");
        else if (memberships.Count >= MostRooms)
            await Refuse(frame, "too_many_rooms", $"A connection is in at most {MostRooms} rooms.");
        else
            connection.Offer(ServerFrames.Joined(room, await JoinAsync(room, frame.Number)));
    }

    private async Task HandleLeaveAsync(ClientFrame frame, string room)
    {
        if (memberships.Remove(room, out var membership))
        {
            await topics.LeaveAsync(membership.Topic, connection);
            connection.Offer(ServerFrames.Left(room));
        }
        else
            await Refuse(frame, "not_joined", "Join the room first.");
    }

    private async Task HandlePublishAsync(ClientFrame frame, string room)
    {
        if (frame.Data.IsEmpty)
            await Refuse(frame, "no_data", "A publish needs data.");
        else if (!memberships.ContainsKey(room))
            await Refuse(frame, "not_joined", "Join the room first.");
        else
            connection.Offer(ServerFrames.Published(frame.Id, await rooms.PublishAsync(room, user.Id, frame.Data)));
    }

    private async Task HandleAcknowledgementAsync(ClientFrame frame, string room)
    {
        if (frame.Number is not { } number)
        {
            await Refuse(frame, "no_seq", "An acknowledgement names a number.");
            return;
        }

        if (number > acknowledged.GetValueOrDefault(room, -1))
            acknowledged[room] = number;
        connection.Offer(ServerFrames.Acknowledged(room, acknowledged[room]));
    }

    private async Task HandleResumeAsync(ClientFrame frame, string room)
    {
        var after = frame.Number ?? (acknowledged.TryGetValue(room, out var here) ? here : await acknowledgements.FindAsync(user.Id, room));
        if (!memberships.TryGetValue(room, out var membership))
            await HandleJoinAsync(frame with { Number = after }, room);
        else if (after is not { } number)
            await Refuse(frame, "no_seq", "Nothing was acknowledged in this room: name a number.");
        else
        {
            var (replayed, isComplete) = (0, true);
            if (number < membership.Since)
                (_, replayed, isComplete) = await membership.Topic.ReplayAsync(connection, number, membership.Since);
            membership.Since = Math.Min(membership.Since, number);
            connection.Offer(ServerFrames.Resumed(room, number, replayed, isComplete));
        }
    }

    private ValueTask Refuse(ClientFrame frame, string code, string message)
    {
        connection.Offer(ServerFrames.Error(frame.Id, code, message));
        return ValueTask.CompletedTask;
    }
}
