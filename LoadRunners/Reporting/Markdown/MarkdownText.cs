using System.Text;
using UpCoach.LoadRunners.Reporting.Text;

namespace UpCoach.LoadRunners.Reporting.Markdown;

/// <summary>The door through which every string enters Markdown.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_{}[]<>|#&~!";

    /// <summary>Escapes what Markdown, a table cell or inline HTML would read as syntax.</summary>
    public static string Escape(string? text)
    {
        var escaped = new StringBuilder();
        foreach (var character in CleanText.Of(text))
        {
            if (Special.Contains(character, StringComparison.Ordinal))
            {
                escaped.Append('\\');
            }

            escaped.Append(character);
        }

        return escaped.ToString();
    }
}
