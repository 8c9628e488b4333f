using System.Globalization;
using System.Text.Json;
using UpCoach.LoadRunners.Protocols.Delivery;

namespace UpCoach.LoadRunners.Scenarios.Realtime.Streams;

/// <summary>What an event of the live figures says of itself.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="SentAtMilliseconds">The server's time, since 1970.</param>
/// <param name="IsWhole">Whether the checksum is that of the figures' bytes.</param>
internal readonly record struct AnalyticsEvent(long Sequence, double SentAtMilliseconds, bool IsWhole)
{
    /// <summary>Gets the full second for which it was published.</summary>
    public long Second => (long)Math.Round(SentAtMilliseconds / 1000);

    /// <summary>Reads an event's data.</summary>
    /// <returns>False if it has another shape.</returns>
    public static bool TryRead(ReadOnlySpan<byte> data, out AnalyticsEvent read)
    {
        read = default;
        try
        {
            return TryRead(new Utf8JsonReader(data), data, ref read);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private static bool TryRead(Utf8JsonReader json, ReadOnlySpan<byte> data, ref AnalyticsEvent read)
    {
        var (checksum, figures) = ("", Range.All);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            var start = (int)json.TokenStartIndex;
            if (name == "seq") read = read with { Sequence = json.GetInt64() };
            else if (name == "sentAt") read = read with { SentAtMilliseconds = json.GetDouble() };
            else if (name == "checksum") checksum = json.GetString();
            json.Skip();
            if (name == "figures") figures = start..(int)json.BytesConsumed;
        }

        read = read with { IsWhole = Fnv.Hash(data[figures]).ToString("x16", CultureInfo.InvariantCulture) == checksum };
        return read is { Sequence: > 0, SentAtMilliseconds: > 0 };
    }
}
