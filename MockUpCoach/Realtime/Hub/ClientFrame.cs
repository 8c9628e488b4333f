using System.Text.Json;

namespace UpCoach.MockUpCoach.Realtime.Hub;

/// <summary>What a client says. Every property but the type may be missing.</summary>
/// <remarks>
/// <code>
/// {"type":"join",   "room":R, "after":N?}          become a member; with "after" first what came since
/// {"type":"leave",  "room":R}
/// {"type":"publish","room":R, "id":TEXT?, "data":ANY}
/// {"type":"ack",    "room":R?,"seq":N}             everything up to N has been dealt with
/// {"type":"resume", "room":R?,"seq":N?}            what came after N, or after what was acknowledged last
/// {"type":"ping",   "id":TEXT?}
/// {"type":"time",   "t0":MS}
/// </code>
/// </remarks>
internal readonly record struct ClientFrame(string? Type, string? Room, string? Id, long? Number, double T0, ReadOnlyMemory<byte> Data)
{
    private const int LongestText = 64;

    /// <summary>Reads a frame.</summary>
    /// <returns>False if the bytes are no such object, or a text in it is too long.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, out ClientFrame frame)
    {
        frame = default;
        try
        {
            var json = new Utf8JsonReader(bytes.Span);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
                return false;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (!TryReadProperty(ref json, bytes, ref frame))
                    return false;
            }

            return frame.Type is not null && !json.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private static bool TryReadProperty(ref Utf8JsonReader json, ReadOnlyMemory<byte> bytes, ref ClientFrame frame)
    {
        if (json.ValueTextEquals("data"u8))
        {
            json.Read();
            var start = (int)json.TokenStartIndex;
            json.Skip();
            frame = frame with { Data = bytes[start..(int)json.BytesConsumed] };
            return true;
        }

        var name = json.GetString();
        json.Read();
        switch (name)
        {
            case "type" or "room" or "id":
                if (json.GetString() is not { Length: <= LongestText } text)
                    return false;
                frame = name switch { "type" => frame with { Type = text }, "room" => frame with { Room = text }, _ => frame with { Id = text } };
                return true;
            case "seq" or "after":
                frame = frame with { Number = json.GetInt64() };
                return frame.Number >= 0;
            case "t0":
                frame = frame with { T0 = json.GetDouble() };
                return true;
            default:
                json.Skip();
                return true;
        }
    }
}
