namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>The cells of one processor: one set in use, one at rest.</summary>
internal sealed class RecorderShard(SeriesTable series)
{
    private SeriesCell?[] _active = []; // under Lock
    private SeriesCell?[] _resting = []; // only the thread that takes intervals

    public Lock Lock { get; } = new();

    /// <summary>Gives the cell of a series; call it with <see cref="Lock"/> held.</summary>
    public SeriesCell Cell(int number)
    {
        if (number >= _active.Length) Array.Resize(ref _active, Math.Max(number + 1, series.Count));
        return _active[number] ??= new SeriesCell();
    }

    /// <summary>Puts the set at rest into use and lists the cells of the other that hold something.</summary>
    public void Swap(SortedDictionary<int, List<SeriesCell>> into)
    {
        foreach (var cell in _resting)
        {
            cell?.Clear();
        }

        lock (Lock)
        {
            (_active, _resting) = (_resting, _active);
        }

        for (var number = 0; number < _resting.Length; number++)
        {
            if (_resting[number] is not { IsEmpty: false } cell) continue;
            if (!into.TryGetValue(number, out var parts)) into.Add(number, parts = []);
            parts.Add(cell);
        }
    }
}
