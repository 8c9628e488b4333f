namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>The values of one series: rows of means, and its least, mean and greatest value exactly.</summary>
internal sealed class SeriesColumn(SeriesName name)
{
    private readonly List<double> _rows = [];
    private double _rowSum;
    private int _rowCount;

    public SeriesName Name => name;

    /// <summary>Gets the means, a row each; NaN where there was no value.</summary>
    public IReadOnlyList<double> Rows => _rows;

    public long Count { get; private set; }

    public double Sum { get; private set; }

    public double Min { get; private set; } = double.PositiveInfinity;

    public double Max { get; private set; } = double.NegativeInfinity;

    /// <summary>Adds a value to the row that is being filled; NaN and infinities are none.</summary>
    public void Add(double value)
    {
        if (!double.IsFinite(value)) return;
        (_rowSum, _rowCount) = (_rowSum + value, _rowCount + 1);
        (Count, Sum, Min, Max) = (Count + 1, Sum + value, Math.Min(Min, value), Math.Max(Max, value));
    }

    /// <summary>Ends the row, and fills those that were before the first value with nothing.</summary>
    /// <param name="rows">How many rows there are with this one.</param>
    public void EndRow(int rows)
    {
        while (_rows.Count < rows - 1) _rows.Add(double.NaN);
        _rows.Add(_rowCount == 0 ? double.NaN : _rowSum / _rowCount);
        (_rowSum, _rowCount) = (0, 0);
    }

    /// <summary>Makes one row of each two.</summary>
    public void Halve()
    {
        for (var row = 0; row < _rows.Count / 2; row++) _rows[row] = Mean(_rows[2 * row], _rows[(2 * row) + 1]);
        _rows.RemoveRange(_rows.Count / 2, _rows.Count - (_rows.Count / 2));
    }

    private static double Mean(double one, double other) => double.IsNaN(one) ? other : double.IsNaN(other) ? one : (one + other) / 2;
}
