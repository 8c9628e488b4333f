using Spectre.Console;

namespace UpCoach.Hosting.Running.Console;

/// <summary>Shows a table and the progress below it, redrawn in place.</summary>
/// <param name="output">The terminal.</param>
/// <param name="size">Asks for the terminal's columns and rows.</param>
/// <param name="hasColour">Whether to colour.</param>
internal sealed class TerminalScreen(TextWriter output, Func<(int Width, int Height)> size, bool hasColour) : IResourceScreen
{
    private readonly LiveRegion region = new(output);
    private IReadOnlyList<ResourceRow> rows = [];
    private IReadOnlyList<string> progress = [];

    /// <inheritdoc/>
    public void Update(IReadOnlyList<ResourceRow> rows)
    {
        this.rows = rows;
        Draw([]);
    }

    /// <inheritdoc/>
    public void ShowProgress(IReadOnlyList<string> lines)
    {
        progress = lines;
        Draw([]);
    }

    /// <inheritdoc/>
    public void WriteLine(string line) => Draw([line]);

    private void Draw(IReadOnlyList<string> above)
    {
        var (width, height) = size();
        var lines = new List<string>();
        if (rows.Count > 0)
            lines.AddRange(TableLines(width));
        if (progress.Count > 0)
        {
            lines.Add("");
            lines.AddRange(progress.SelectMany(line => PlainText.Wrap(PlainText.OneLine(line), width)));
        }
        // What has scrolled away cannot be redrawn: of too many lines the last ones are shown, the cursor's line stays free.
        region.Draw(above, lines.Count < height ? lines : lines[^Math.Max(1, height - 1)..], width);
    }

    private string[] TableLines(int width)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = hasColour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = hasColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = width;
        console.Write(ResourceTable.Draw(rows, width));
        return text.ToString().TrimEnd('\n').Split('\n');
    }
}
