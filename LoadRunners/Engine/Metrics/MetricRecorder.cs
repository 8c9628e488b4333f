namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>Gathers the samples of all virtual users of a process between two intervals. Safe for concurrent use.</summary>
/// <remarks>
/// There is a shard for each processor, and a user records into the shard of the processor it runs on: its lock is all but never contended.
/// A record takes no memory once the series has its pages; an interval swaps two sets of cells.
/// </remarks>
public sealed class MetricRecorder
{
    private readonly RecorderShard[] _shards;

    /// <summary>Initializes a recorder.</summary>
    /// <param name="series">The table of series; a new one by default.</param>
    public MetricRecorder(SeriesTable? series = null)
    {
        Series = series ?? new SeriesTable();
        _shards = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new RecorderShard(Series))];
    }

    /// <summary>Gets the table of series.</summary>
    public SeriesTable Series { get; }

    /// <summary>Opens a batch: several samples under one lock. Dispose it soon, and await nothing in between.</summary>
    public RecordingBatch OpenBatch() => new(_shards[Thread.GetCurrentProcessorId() % _shards.Length]);

    /// <summary>Adds to a counter.</summary>
    public void Count(int series, double value = 1)
    {
        using var batch = OpenBatch();
        batch.Count(series, value);
    }

    /// <summary>Records one outcome of a rate.</summary>
    public void Rate(int series, bool passed)
    {
        using var batch = OpenBatch();
        batch.Rate(series, passed);
    }

    /// <summary>Records one value of a trend.</summary>
    /// <param name="series">The series' number.</param>
    /// <param name="microseconds">The value, in thousandths of the reported unit.</param>
    public void Trend(int series, long microseconds)
    {
        using var batch = OpenBatch();
        batch.Trend(series, microseconds);
    }

    /// <summary>Sets a gauge.</summary>
    public void Gauge(int series, double value)
    {
        // Always the same shard: of two shards nobody could say which value was the last.
        using var batch = new RecordingBatch(_shards[0]);
        batch.Gauge(series, value);
    }

    /// <summary>Ends the current interval and begins the next. Called by one thread at a time.</summary>
    /// <param name="start">The interval's start since the start of the run.</param>
    /// <param name="length">The interval's length.</param>
    /// <param name="vus">Virtual users that run now.</param>
    public IntervalSnapshot TakeInterval(TimeSpan start, TimeSpan length, int vus)
    {
        var cells = new SortedDictionary<int, List<SeriesCell>>();
        foreach (var shard in _shards)
        {
            shard.Swap(cells);
        }

        List<SeriesSnapshot> series = [];
        foreach (var (number, parts) in cells)
        {
            var (metric, tags) = Series[number];
            series.Add(SeriesCell.Snapshot(metric, tags, parts));
        }

        return new IntervalSnapshot(start, length, vus, series);
    }
}
