namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>Several samples recorded under one lock.</summary>
public readonly ref struct RecordingBatch
{
    private readonly RecorderShard _shard;

    internal RecordingBatch(RecorderShard shard)
    {
        _shard = shard;
        shard.Lock.Enter();
    }

    /// <summary>Adds to a counter.</summary>
    public void Count(int series, double value) => _shard.Cell(series).Count(value);

    /// <summary>Records one outcome of a rate.</summary>
    public void Rate(int series, bool passed) => _shard.Cell(series).Rate(passed);

    /// <summary>Records one value of a trend, in microseconds (thousandths of the reported unit).</summary>
    public void Trend(int series, long microseconds) => _shard.Cell(series).Trend(microseconds);

    internal void Gauge(int series, double value) => _shard.Cell(series).Gauge(value);

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _shard.Lock.Exit();
}
