using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace UpCoach.Hosting.Running.Console;

/// <summary>Draws resources as a table of one line each. Pure: the same rows and width give the same text.</summary>
internal static class ResourceTable
{
    // Two blanks between columns.
    private const int Gap = 2;
    private const int NarrowestNote = 12;

    private static readonly string[] Titles = ["Name", "Type", "State", "Endpoint", "Start", "Note"];

    /// <summary>Draws the table for a width in columns of the terminal; nothing of it is wider.</summary>
    public static IRenderable Draw(IReadOnlyList<ResourceRow> rows, int width)
    {
        var cells = rows.Select(Cells).ToArray();
        var widths = FitWidths(cells, width);
        var grid = new Grid { Expand = false };
        foreach (var columnWidth in widths.Where(columnWidth => columnWidth > 0))
            grid.AddColumn(new GridColumn { Width = columnWidth, NoWrap = true, Padding = new Padding(0, 0, Gap, 0) });
        grid.AddRow(Row(Titles, widths, _ => new Style(decoration: Decoration.Bold)));
        for (var index = 0; index < rows.Count; index++)
        {
            var tone = rows[index].Tone;
            grid.AddRow(Row(cells[index], widths, column => StyleOf(column, tone)));
        }
        return grid;
    }

    /// <summary>Shares a width out: what is longest gives way, first the note, then the kind, then the endpoint, then the name. 0 leaves a column out.</summary>
    public static int[] FitWidths(IReadOnlyList<string[]> cells, int width)
    {
        var widths = Titles.Select((title, column) => cells.Select(row => row[column].Length).Append(title.Length).Max()).ToArray();
        for (var column = 1; column < widths.Length; column++)
        {
            if (cells.All(row => row[column].Length == 0))
                widths[column] = 0;
        }
        foreach (var (column, narrowest) in new[] { (5, NarrowestNote), (1, 0), (5, 0), (3, 6), (0, 6), (3, 0), (4, 0), (2, 4), (2, 0), (0, 1) })
        {
            var excess = widths.Sum(columnWidth => columnWidth > 0 ? columnWidth + Gap : 0) - width;
            if (excess <= 0)
                break;
            // A column that would get no room to speak of is better left out.
            widths[column] = narrowest == 0 ? 0 : Math.Max(Math.Min(narrowest, widths[column]), widths[column] - excess);
        }
        return widths;
    }

    /// <summary>Cuts a text to a width and marks that it was cut.</summary>
    public static string Cut(string text, int width) => text.Length <= width ? text : string.Concat(text.AsSpan(0, Math.Max(0, width - 1)), "…");

    /// <summary>Writes how long a start took: <c>1.4 s</c>.</summary>
    public static string Seconds(TimeSpan? duration) =>
        duration is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.TotalSeconds:0.0} s") : "";

    private static string[] Cells(ResourceRow row) =>
        [.. new[] { row.Name, row.Type, row.State, row.Endpoint ?? "", Seconds(row.StartDuration), row.Note ?? "" }.Select(PlainText.OneLine)];

    private static IRenderable[] Row(string[] texts, int[] widths, Func<int, Style> styleOf) =>
        [.. texts.Select((text, column) => (text, column)).Where(cell => widths[cell.column] > 0)
            .Select(cell => new Text(Cut(cell.text, widths[cell.column]), styleOf(cell.column)))];

    private static Style StyleOf(int column, StateTone tone) => column switch
    {
        2 => new Style(ColorOf(tone)),
        1 or 5 => new Style(Color.Grey),
        _ => Style.Plain,
    };

    private static Color ColorOf(StateTone tone) => tone switch
    {
        StateTone.Pending => Color.Yellow,
        StateTone.Good => Color.Green,
        StateTone.Warning => Color.Orange3,
        StateTone.Bad => Color.Red,
        _ => Color.Grey,
    };
}
