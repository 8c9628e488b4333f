namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>A distribution of bounded size. Not safe for concurrent use.</summary>
/// <remarks>
/// Counters are allocated in chunks, when a value first falls there: a busy latency series holds some dozens of them, a rare one a few.
/// Merging adds counters, so any order and any grouping of merges gives the same histogram and the same percentiles, bit for bit.
/// </remarks>
public sealed class Histogram
{
    private const int ChunkBits = 8;
    private const int ChunkSize = 1 << ChunkBits;

    private readonly long[]?[] _chunks = new long[HistogramLayout.Length >> ChunkBits][];

    /// <summary>Gets the number of values.</summary>
    public long Count { get; private set; }

    /// <summary>Gets the exact sum of all values.</summary>
    public long Sum { get; private set; }

    /// <summary>Gets the exact least value; 0 if there are none.</summary>
    public long Min { get; private set; }

    /// <summary>Gets the exact greatest value; 0 if there are none.</summary>
    public long Max { get; private set; }

    /// <summary>Gets the size of the counters that are allocated.</summary>
    public int AllocatedBytes => _chunks.Count(chunk => chunk is not null) * ChunkSize * sizeof(long);

    /// <summary>Records one value; negative ones count as 0.</summary>
    public void Record(long value)
    {
        value = Math.Max(value, 0);
        Min = Count == 0 ? value : Math.Min(Min, value);
        Max = Math.Max(Max, value);
        Count++;
        Sum += value;
        Add(HistogramLayout.IndexOf(value), 1);
    }

    /// <summary>Adds all values of a snapshot.</summary>
    public void Add(HistogramSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (snapshot.Count == 0) return;
        Absorb(snapshot.Count, snapshot.Sum, snapshot.Min, snapshot.Max);
        foreach (var (index, count) in snapshot.Counters())
        {
            Add(index, count);
        }
    }

    /// <summary>Adds all values of another histogram.</summary>
    public void Add(Histogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count == 0) return;
        Absorb(other.Count, other.Sum, other.Min, other.Max);
        foreach (var (index, count) in other.Counters())
        {
            Add(index, count);
        }
    }

    /// <summary>Gives the value at a percentile: the greatest value of the counter that holds the ceil(p/100 * n)-th value.</summary>
    /// <param name="percentile">0 to 100; 0 gives the least value, 100 the greatest.</param>
    /// <returns>The value, never above <see cref="Max"/>; 0 if there are no values.</returns>
    public long ValueAt(double percentile)
    {
        if (Count == 0) return 0;
        if (percentile <= 0) return Min;
        var rank = Math.Clamp((long)Math.Ceiling(percentile / 100 * Count - 1e-9), 1, Count);
        if (rank == Count) return Max;
        var seen = 0L;
        foreach (var (index, count) in Counters())
        {
            seen += count;
            if (seen >= rank) return Math.Clamp(HistogramLayout.HighestValue(index), Min, Max);
        }

        return Max;
    }

    /// <summary>Gives the counters that are not zero, by rising value.</summary>
    public IEnumerable<(int Index, long Count)> Counters()
    {
        for (var chunk = 0; chunk < _chunks.Length; chunk++)
        {
            if (_chunks[chunk] is not { } counters) continue;
            for (var offset = 0; offset < counters.Length; offset++)
            {
                if (counters[offset] != 0) yield return ((chunk << ChunkBits) + offset, counters[offset]);
            }
        }
    }

    /// <summary>Empties the histogram but keeps its chunks.</summary>
    public void Clear()
    {
        foreach (var chunk in _chunks)
        {
            chunk?.AsSpan().Clear();
        }

        (Count, Sum, Min, Max) = (0, 0, 0, 0);
    }

    private void Absorb(long count, long sum, long min, long max)
    {
        Min = Count == 0 ? min : Math.Min(Min, min);
        Max = Math.Max(Max, max);
        Count += count;
        Sum += sum;
    }

    private void Add(int index, long count)
    {
        var chunk = _chunks[index >> ChunkBits] ??= new long[ChunkSize];
        chunk[index & (ChunkSize - 1)] += count;
    }
}
