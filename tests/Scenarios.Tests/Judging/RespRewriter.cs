using System.Globalization;
using System.Text;

namespace UpCoach.Scenarios.Tests.Judging;

/// <summary>Makes other commands of those that a Redis client sends. Replies come as to what is sent, so it must be of the same kind.</summary>
/// <param name="rewrite">Given a command's words, gives those to send.</param>
/// <remarks>
/// <code>
/// command = "*" count CRLF 1*("$" length CRLF bytes CRLF)      what clients send; a byte is a character (Latin-1)
/// </code>
/// </remarks>
internal sealed class RespRewriter(Func<string[], string[]> rewrite)
{
    /// <summary>The first word of a command that no server knows.</summary>
    public const string Unknown = "LAB.UNKNOWN";

    private string _left = "";

    /// <summary>Takes a piece and gives the commands that are whole by now.</summary>
    public ReadOnlyMemory<byte> Rewrite(ReadOnlyMemory<byte> piece)
    {
        var text = _left + Encoding.Latin1.GetString(piece.Span);
        var (at, output) = (0, new StringBuilder());
        while (TryRead(text, ref at, out var words)) Append(output, rewrite(words));
        _left = text[at..];
        return Encoding.Latin1.GetBytes(output.ToString());
    }

    private static bool TryRead(string text, ref int at, out string[] words)
    {
        words = [];
        var position = at;
        if (!TryNumber(text, ref position, out var count)) return false;
        words = new string[count];
        for (var n = 0; n < count; n++)
        {
            if (!TryNumber(text, ref position, out var length) || position + length + 2 > text.Length) return false;
            words[n] = text.Substring(position, length);
            position += length + 2;
        }

        at = position;
        return true;
    }

    private static bool TryNumber(string text, ref int at, out int number)
    {
        number = 0;
        var end = at < text.Length ? text.IndexOf("\r\n", at, StringComparison.Ordinal) : -1;
        if (end < 0) return false;
        number = int.Parse(text.AsSpan(at + 1, end - at - 1), CultureInfo.InvariantCulture);
        at = end + 2;
        return true;
    }

    private static void Append(StringBuilder output, string[] words)
    {
        output.Append(CultureInfo.InvariantCulture, $"*{words.Length}\r\n");
        foreach (var word in words) output.Append(CultureInfo.InvariantCulture, $"${word.Length}\r\n{word}\r\n");
    }
}
