namespace UpCoach.LoadRunners.Reporting.Html;

/// <summary>A table whose columns know whether they hold words or figures.</summary>
internal sealed class HtmlTable
{
    private readonly HtmlText _html;
    private readonly string[] _columns;

    private HtmlTable(HtmlText html, string[] columns) => (_html, _columns) = (html, columns);

    /// <summary>Writes a table. A column name that starts with <c>#</c> is one of figures, aligned right.</summary>
    public static void Write(HtmlText html, IReadOnlyList<string> columns, Action<HtmlTable> rows)
    {
        html.Open("div", ("class", "scroll")).Open("table").Open("thead").Open("tr");
        foreach (var column in columns)
        {
            html.Leaf("th", column.TrimStart('#'), IsFigure(column) ? "figure" : null);
        }

        html.Close().Close().Open("tbody");
        rows(new HtmlTable(html, [.. columns]));
        html.Close().Close().CloseLine();
    }

    /// <summary>One row, a text a column.</summary>
    public void Row(params string?[] cells) => Row(null, cells);

    /// <summary>One row with a style of its own.</summary>
    public void Row(string? cssClass, string?[] cells)
    {
        _html.Open("tr", ("class", cssClass));
        for (var index = 0; index < cells.Length; index++)
        {
            _html.Leaf("td", cells[index], IsFigure(_columns[index]) ? "figure" : null);
        }

        _html.CloseLine();
    }

    private static bool IsFigure(string column) => column.StartsWith('#');
}
