using System.Text;
using System.Text.Json;

namespace UpCoach.LoadRunners.Protocols.Delivery;

/// <summary>Reads the stamp from properties of a JSON object's top level. Takes no memory.</summary>
/// <param name="sequence">The property with the sequence number.</param>
/// <param name="sentAt">The property with the server's time as a number; null if there is none.</param>
/// <param name="unit">The unit of <paramref name="sentAt"/>; milliseconds by default.</param>
/// <param name="stream">The property with the stream: a whole number, or a text whose hash is taken; null if there is one stream only.</param>
public sealed class JsonMessageReader(string sequence = "seq", string? sentAt = "ts", StampUnit unit = StampUnit.Milliseconds, string? stream = null)
    : IMessageReader
{
    private readonly byte[] _sequence = Encoding.UTF8.GetBytes(sequence);
    private readonly byte[] _sentAt = Encoding.UTF8.GetBytes(sentAt ?? "");
    private readonly byte[] _stream = Encoding.UTF8.GetBytes(stream ?? "");

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> message, out MessageStamp stamp)
    {
        stamp = default;
        try
        {
            return TryReadObject(new Utf8JsonReader(message), ref stamp);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private bool TryReadObject(Utf8JsonReader json, ref MessageStamp stamp)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return false;
        var isFound = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var (isSequence, isSentAt) = (json.ValueTextEquals(_sequence), _sentAt.Length > 0 && json.ValueTextEquals(_sentAt));
            var isStream = _stream.Length > 0 && json.ValueTextEquals(_stream);
            if (!json.Read()) return false;
            if (isSequence && json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var number))
            {
                stamp = stamp with { Sequence = number };
                isFound = true;
            }
            else if (isSentAt && json.TokenType == JsonTokenType.Number)
            {
                stamp = stamp with { SentAtMicroseconds = Microseconds(json) };
            }
            else if (isStream)
            {
                stamp = stamp with { Stream = StreamOf(json) };
            }

            json.Skip();
        }

        return isFound;
    }

    private long Microseconds(Utf8JsonReader json)
    {
        var factor = unit switch { StampUnit.Seconds => 1_000_000, StampUnit.Milliseconds => 1000, _ => 1 };
        return json.TryGetInt64(out var whole) ? whole * factor : (long)(json.GetDouble() * factor);
    }

    private static int StreamOf(Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var number)) return number;
        if (json.TokenType != JsonTokenType.String) return 0;
        return (int)Fnv.Hash(json.ValueSpan);
    }
}
