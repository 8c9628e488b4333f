namespace UpCoach.MockUpCoach.Content.Differences;

/// <summary>Cuts a text into what is compared: lines, or for prose without them, sentences too.</summary>
internal static class TextUnits
{
    public static IReadOnlyList<string> Split(string text, bool bySentence)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return bySentence ? [.. lines.SelectMany(Sentences)] : lines;
    }

    // A sentence ends where a full stop, a question mark or an exclamation mark is followed by a space.
    private static IEnumerable<string> Sentences(string line)
    {
        var start = 0;
        for (var n = 0; n + 1 < line.Length; n++)
        {
            if (line[n] is '.' or '?' or '!' && line[n + 1] == ' ')
            {
                yield return line[start..(n + 1)];
                start = n + 2;
            }
        }

        yield return line[start..];
    }
}
