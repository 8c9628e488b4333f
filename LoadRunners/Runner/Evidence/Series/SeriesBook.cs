namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>All series of a run in bounded memory. Used by one thread at a time.</summary>
/// <remarks>
/// A row is a second. When there are <see cref="MostRows"/> of them, each two become their mean, and every further row is the mean of as many
/// seconds: 4 s in a run of two hours. Least, mean and greatest values are of all seconds in any case. 400 series of 2,048 rows are 7 MB.
/// </remarks>
internal sealed class SeriesBook
{
    /// <summary>The most rows; even.</summary>
    public const int MostRows = 2048;

    /// <summary>The most series; further ones are left out, and counted in <see cref="LeftOut"/>.</summary>
    public const int MostSeries = 400;

    private readonly Dictionary<SeriesName, SeriesColumn> _columns = [];
    private readonly HashSet<SeriesName> _leftOut = [];
    private readonly List<double> _seconds = [];
    private double _second;
    private int _filled;

    /// <summary>Gets how many seconds a row stands for.</summary>
    public int Stride { get; private set; } = 1;

    /// <summary>Gets the places of the rows: seconds since the start, at their end.</summary>
    public IReadOnlyList<double> Seconds => _seconds;

    /// <summary>Gets the series in the order in which they first had a value.</summary>
    public IReadOnlyCollection<SeriesColumn> Columns => _columns.Values;

    /// <summary>Gets how many series were too many.</summary>
    public int LeftOut => _leftOut.Count;

    /// <summary>Sets a series' value of the second under way.</summary>
    public void Set(SeriesName name, double value)
    {
        if (!_columns.TryGetValue(name, out var column))
        {
            if (_columns.Count >= MostSeries)
            {
                if (_leftOut.Count < MostSeries) _leftOut.Add(name);
                return;
            }

            _columns.Add(name, column = new SeriesColumn(name));
        }

        column.Add(value);
    }

    /// <summary>Ends a second.</summary>
    /// <param name="second">Seconds since the start.</param>
    public void EndSecond(double second)
    {
        _second = second;
        if (++_filled < Stride) return;
        EndRow();
        if (_seconds.Count < MostRows) return;
        for (var row = 0; row < MostRows / 2; row++) _seconds[row] = _seconds[(2 * row) + 1];
        _seconds.RemoveRange(MostRows / 2, MostRows / 2);
        foreach (var column in _columns.Values) column.Halve();
        Stride *= 2;
    }

    /// <summary>Ends the last row, which may stand for less than the others.</summary>
    public void Complete()
    {
        if (_filled > 0) EndRow();
    }

    private void EndRow()
    {
        _filled = 0;
        _seconds.Add(_second);
        foreach (var column in _columns.Values) column.EndRow(_seconds.Count);
    }
}
