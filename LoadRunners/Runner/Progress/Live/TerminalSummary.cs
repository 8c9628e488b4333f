using Spectre.Console;
using Spectre.Console.Rendering;

namespace UpCoach.LoadRunners.Runner.Progress.Live;

/// <summary>Prints the summary with its marks in colour.</summary>
internal static class TerminalSummary
{
    public static void Write(IAnsiConsole terminal, string summary)
    {
        foreach (var line in summary.TrimEnd('\n').Split('\n'))
        {
            // Not through Spectre's own renderables: a copied summary shall keep its lines.
            terminal.Profile.Out.Writer.Write(StyleOf(line) is { } style ? AnsiLine.Of(terminal, new Segment(line, style)) : line);
            terminal.Profile.Out.Writer.Write('\n');
        }
    }

    private static Style? StyleOf(string line) => line.TrimStart() switch
    {
        ['✓', ..] => new Style(Color.Green),
        ['✗', ..] => new Style(Color.Red),
        ['?', ' ', ..] => new Style(Color.Yellow),
        ['↳', ..] => new Style(Color.Red),
        ['n', 'o', 't', 'e', ':', ..] => new Style(Color.Grey),
        "THRESHOLDS" or "TOTAL RESULTS" or "GENERATOR" => new Style(decoration: Decoration.Bold),
        _ => (Style?)null,
    };
}
