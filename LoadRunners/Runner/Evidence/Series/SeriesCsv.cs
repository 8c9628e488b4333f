using System.Globalization;
using System.Text;
using UpCoach.LoadRunners.Reporting.Files;

namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>Writes <c>evidence/series.csv</c>: a row a second, a column a series, empty where nothing was seen.</summary>
internal static class SeriesCsv
{
    /// <summary>The file's place in the run's folder.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, "evidence", "series.csv");

    public static void Write(string folder, SeriesBook book)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathIn(folder))!);
        WholeFile.Write(PathIn(folder), Text(book));
    }

    /// <summary>Gives the file's text.</summary>
    public static string Text(SeriesBook book)
    {
        List<SeriesColumn> columns = [.. book.Columns.OrderBy(column => column.Name.Id, StringComparer.Ordinal)];
        var text = new StringBuilder("seconds");
        foreach (var column in columns) text.Append(',').Append(Cell(column.Name.Id));
        text.Append('\n');
        for (var row = 0; row < book.Seconds.Count; row++)
        {
            text.Append(Number(book.Seconds[row]));
            foreach (var column in columns) text.Append(',').Append(row < column.Rows.Count ? Number(column.Rows[row]) : "");
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Number(double value) => double.IsNaN(value) ? "" : Math.Round(value, 4).ToString("0.####", CultureInfo.InvariantCulture);

    private static string Cell(string text) => text.AsSpan().ContainsAny(",\"\n\r") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal).ReplaceLineEndings(" ")}\"" : text;
}
