using System.Text;
using UpCoach.LoadRunners.Protocols.Delivery;

namespace UpCoach.LoadRunners.Scenarios.Realtime.Hub;

/// <summary>Reads the stamps of one room's events; those of other rooms, such as the room of everybody, have their own numbers and count for others.</summary>
internal sealed class RoomReader : IMessageReader
{
    private static readonly JsonMessageReader Events = new(sentAt: "sentAt", stream: "room");

    private readonly int _room;

    /// <summary>Initializes a reader.</summary>
    /// <param name="room">The room's name, which needs no escaping.</param>
    public RoomReader(string room)
    {
        Events.TryRead(Encoding.UTF8.GetBytes($$"""{"seq":0,"room":"{{room}}"}"""), out var example);
        _room = example.Stream;
    }

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> message, out MessageStamp stamp)
    {
        if (!Events.TryRead(message, out stamp) || stamp.Stream != _room) return false;
        stamp = stamp with { Stream = 0 };
        return true;
    }
}
