using System.Buffers;
using System.Globalization;
using System.Text;
using UpCoach.MockUpCoach.Realtime.Journal;

namespace UpCoach.MockUpCoach.Realtime.Hub;

/// <summary>Publishes in rooms: the event is written here, once, around the number that Redis gives it.</summary>
internal sealed class RoomPublisher(MessageJournal journal, TimeProvider clock)
{
    /// <summary>Publishes in all replicas of the API. Throws if Redis is away.</summary>
    /// <param name="room">A valid name.</param>
    /// <param name="from">The user who sends.</param>
    /// <param name="data">Valid JSON.</param>
    public async Task<BroadcastReceipt> PublishAsync(string room, long from, ReadOnlyMemory<byte> data)
    {
        var sentAt = Stamp.Milliseconds(clock);
        var rest = new ArrayBufferWriter<byte>(data.Length + 96);
        rest.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"sentAt\":{sentAt:F3},\"from\":{from},\"data\":")));
        rest.Write(data.Span);
        rest.Write("}"u8);
        var number = await journal.PublishAsync(RoomName.Topic(room), Encoding.ASCII.GetBytes($"{{\"type\":\"event\",\"room\":\"{room}\",\"seq\":"), rest.WrittenMemory);
        return new BroadcastReceipt(room, number, sentAt);
    }
}
