using System.Text;

namespace UpCoach.LoadRunners.Reporting.Text;

/// <summary>The first half of every escaping door: removes what no format may carry.</summary>
public static class CleanText
{
    /// <summary>Replaces control characters (terminal escapes, NUL, line breaks) and lone surrogates by U+FFFD, so that a name stays one visible line.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // XML 1.0 forbids U+FFFE and U+FFFF as well.
            clean.Append(Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString());
        }

        return clean.ToString();
    }
}
