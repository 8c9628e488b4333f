using System.Globalization;

namespace UpCoach.Hosting.Running.Console;

/// <summary>Writes resources for readers without a terminal: files, pipes, build servers.</summary>
internal static class PlainText
{
    /// <summary>Writes one change: <c>12:00:01 postgres Running 127.0.0.1:40231 (1.4 s) postgres 15.18</c>.</summary>
    public static string Line(DateTimeOffset now, ResourceRow row)
    {
        var parts = new[]
        {
            now.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
            row.Name,
            row.State,
            row.Endpoint,
            row.StartDuration is null ? null : $"({ResourceTable.Seconds(row.StartDuration)})",
            row.Note,
        };
        return OneLine(string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part))));
    }

    /// <summary>Breaks a line at blanks so that no part is wider than a width; a word that is wider itself is cut through.</summary>
    public static IEnumerable<string> Wrap(string line, int width)
    {
        var rest = line;
        while (rest.Length > width)
        {
            var blank = rest.LastIndexOf(' ', width);
            // The indentation is no place to break.
            if (blank <= rest.Length - rest.AsSpan().TrimStart(' ').Length)
                blank = width;
            yield return rest[..blank].TrimEnd(' ');
            rest = rest[blank..].TrimStart(' ');
        }
        yield return rest;
    }

    /// <summary>Replaces whatever would break the line or steer the terminal by a blank.</summary>
    public static string OneLine(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)) : text;
}
