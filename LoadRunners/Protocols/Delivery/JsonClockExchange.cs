using System.Text;
using System.Text.Json;

namespace UpCoach.LoadRunners.Protocols.Delivery;

/// <summary>Asks <c>{"type":"time","t0":N}</c> and reads <c>{"type":"time","t0":N,"t1":N,"t2":N}</c>, in milliseconds with a fraction.</summary>
/// <param name="type">The message's type.</param>
public sealed class JsonClockExchange(string type = "time") : IClockExchange
{
    private readonly byte[] _type = Encoding.UTF8.GetBytes(type);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Ask(long sentAtMicroseconds) =>
        Encoding.UTF8.GetBytes(string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $$"""{"type":"{{type}}","t0":{{sentAtMicroseconds / 1000.0:F3}}}"""));

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> message, out ClockAnswer answer)
    {
        answer = default;
        if (message.IndexOf("\"t1\""u8) < 0) return false;
        try
        {
            var json = new Utf8JsonReader(message);
            using var document = JsonDocument.ParseValue(ref json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("type", out var kind) || !kind.ValueEquals(_type)) return false;
            if (!TryGet(root, "t0", out var sent) || !TryGet(root, "t1", out var received)) return false;
            answer = new ClockAnswer(sent, received, TryGet(root, "t2", out var replied) ? replied : received);
            return true;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private static bool TryGet(JsonElement root, string name, out long microseconds)
    {
        microseconds = 0;
        if (!root.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.Number) return false;
        microseconds = (long)Math.Round(value.GetDouble() * 1000);
        return true;
    }
}
