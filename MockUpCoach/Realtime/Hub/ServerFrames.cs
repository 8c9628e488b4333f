using System.Buffers;
using System.Text.Json;
using UpCoach.MockUpCoach.Realtime.Topics;

namespace UpCoach.MockUpCoach.Realtime.Hub;

/// <summary>What the server answers to one client. Only events carry <c>seq</c>: clients count by it.</summary>
internal static class ServerFrames
{
    public static ReadOnlyMemory<byte> Welcome(TimeSpan heartbeat, Joined all) => Write("welcome", json =>
    {
        json.WriteNumber("heartbeatMs", heartbeat.TotalMilliseconds);
        WriteJoined(json, RoomName.All, all);
    });

    public static ReadOnlyMemory<byte> Joined(string room, Joined how) => Write("joined", json => WriteJoined(json, room, how));

    public static ReadOnlyMemory<byte> Resumed(string room, long after, int replayed, bool isComplete) => Write("resumed", json =>
    {
        json.WriteString("room", room);
        json.WriteNumber("after", after);
        json.WriteNumber("replayed", replayed);
        json.WriteBoolean("complete", isComplete);
    });

    public static ReadOnlyMemory<byte> Left(string room) => Write("left", json => json.WriteString("room", room));

    public static ReadOnlyMemory<byte> Published(string? id, BroadcastReceipt receipt) => Write("ack", json =>
    {
        WriteId(json, id);
        json.WriteString("room", receipt.Room);
        json.WriteNumber("acked", receipt.Seq);
        json.WriteNumber("sentAt", receipt.SentAt);
    });

    public static ReadOnlyMemory<byte> Acknowledged(string room, long number) => Write("acked", json =>
    {
        json.WriteString("room", room);
        json.WriteNumber("acked", number);
    });

    public static ReadOnlyMemory<byte> Pong(string? id, double sentAt) => Write("pong", json =>
    {
        WriteId(json, id);
        json.WriteNumber("sentAt", sentAt);
    });

    /// <summary>Answers the question for the time; both stamps as RFC 5905 wants them.</summary>
    public static ReadOnlyMemory<byte> Time(double asked, double received, double sent) => Write("time", json =>
    {
        json.WriteNumber("t0", asked);
        json.WriteNumber("t1", received);
        json.WriteNumber("t2", sent);
    });

    public static ReadOnlyMemory<byte> Error(string? id, string code, string message) => Write("error", json =>
    {
        WriteId(json, id);
        json.WriteString("code", code);
        json.WriteString("message", message);
    });

    private static ReadOnlyMemory<byte> Write(string type, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(128);
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteString("type", type);
        write(json);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }

    private static void WriteJoined(Utf8JsonWriter json, string room, Joined how)
    {
        json.WriteString("room", room);
        json.WriteNumber("last", how.Last);
        json.WriteNumber("replayed", how.Replayed);
        json.WriteBoolean("complete", how.IsComplete);
    }

    private static void WriteId(Utf8JsonWriter json, string? id)
    {
        if (id is not null)
            json.WriteString("id", id);
    }
}
