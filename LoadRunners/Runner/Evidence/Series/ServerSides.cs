using System.Globalization;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>Makes the report's part of all that was seen: few points a series, exact least, mean and greatest values.</summary>
internal static class ServerSides
{
    // As many as a small chart has room for.
    private const int MostPoints = 120;

    public static ServerSide Of(SeriesBook book, IReadOnlyList<ServerStatement> statements, IReadOnlyList<string> notes, double? cpuRatio)
    {
        var width = Math.Max(1, (book.Seconds.Count + MostPoints - 1) / MostPoints);
        List<Range> spans = [.. Enumerable.Range(0, (book.Seconds.Count + width - 1) / width).Select(span => (span * width)..Math.Min((span + 1) * width, book.Seconds.Count))];
        return new ServerSide(
            book.Stride,
            [.. spans.Select(span => book.Seconds[span.End.Value - 1])],
            [.. book.Columns.Where(column => column.Count > 0).OrderBy(column => column.Name.Id, StringComparer.Ordinal).Select(column => Row(column, spans))],
            statements,
            book.LeftOut == 0 ? notes : [.. notes, FormattableString.Invariant($"{book.LeftOut} series more than {SeriesBook.MostSeries} were left out.")],
            cpuRatio is { } ratio ? Short(ratio) : null);
    }

    private static ServerSeries Row(SeriesColumn column, List<Range> spans) => new(
        column.Name.Id, column.Name.Chart, column.Name.Line ?? column.Name.Source, column.Name.Unit, column.Count,
        Short(column.Min), Short(column.Sum / column.Count), Short(column.Max), [.. spans.Select(span => Mean(column.Rows, span))]);

    private static double? Mean(IReadOnlyList<double> rows, Range span)
    {
        var (sum, count) = (0.0, 0);
        for (var row = span.Start.Value; row < Math.Min(span.End.Value, rows.Count); row++)
        {
            if (!double.IsNaN(rows[row])) (sum, count) = (sum + rows[row], count + 1);
        }

        return count == 0 ? null : Short(sum / count);
    }

    // Five significant digits: more would only make the files longer.
    private static double Short(double value) => double.Parse(value.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
