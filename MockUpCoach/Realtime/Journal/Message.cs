using System.Globalization;
using System.Text;

namespace UpCoach.MockUpCoach.Realtime.Journal;

/// <summary>A message as it goes out: written once, whoever and however many receive it.</summary>
/// <param name="number">Its place in its topic; each topic counts up by one.</param>
/// <param name="json">The whole of it as JSON.</param>
internal sealed class Message(long number, ReadOnlyMemory<byte> json)
{
    private byte[]? eventForm;

    public long Number => number;

    public ReadOnlyMemory<byte> Json => json;

    /// <summary>The same as a server-sent event. Two that ask at once may both write it: the bytes are equal.</summary>
    public ReadOnlyMemory<byte> AsEvent => eventForm ??= [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {number}\ndata: ")), .. json.Span, .. "\n\n"u8];
}
