using System.Text;

namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>A response's header lines as they came, looked up on demand: most are never read, and need no strings.</summary>
internal readonly struct HeaderBlock(ReadOnlyMemory<byte> lines)
{
    /// <summary>Gives a header's value, the first of several; null if there is none.</summary>
    public string? Find(string name)
    {
        var rest = lines.Span;
        while (TryTake(ref rest, out var one, out var value))
        {
            if (Ascii.EqualsIgnoreCase(one, name)) return TextOf(value);
        }

        return null;
    }

    /// <summary>Gives all values of a header.</summary>
    public IReadOnlyList<string> FindAll(string name)
    {
        List<string> found = [];
        var rest = lines.Span;
        while (TryTake(ref rest, out var one, out var value))
        {
            if (Ascii.EqualsIgnoreCase(one, name)) found.Add(TextOf(value));
        }

        return found;
    }

    /// <summary>Takes the next header off; a value that goes on in the next line, which begins with a blank then, is taken whole.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = default;
        value = default;
        var colon = rest.IndexOf((byte)':');
        if (colon < 0) return false;
        name = rest[..colon];
        var from = colon + 1;
        var end = from;
        do
        {
            var line = rest[end..].IndexOf((byte)'\n');
            end = line < 0 ? rest.Length : end + line + 1;
        }
        while (end < rest.Length && rest[end] is (byte)' ' or (byte)'\t');
        value = rest[from..end].Trim(" \t\r\n"u8);
        rest = rest[end..];
        return true;
    }

    private static string TextOf(ReadOnlySpan<byte> value)
    {
        var text = Encoding.Latin1.GetString(value);
        return text.Contains('\n', StringComparison.Ordinal)
            ? string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            : text;
    }
}
