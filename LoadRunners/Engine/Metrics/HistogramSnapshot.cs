using System.Buffers;

namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>An immutable histogram in compact form: pairs of variable-length numbers (step to the next counter, its count).</summary>
public sealed class HistogramSnapshot
{
    private readonly ReadOnlyMemory<byte> _counters;

    internal HistogramSnapshot(long count, long sum, long min, long max, ReadOnlyMemory<byte> counters)
    {
        (Count, Sum, Min, Max, _counters) = (count, sum, min, max, counters);
    }

    /// <summary>Gets the number of values.</summary>
    public long Count { get; }

    /// <summary>Gets the exact sum of all values.</summary>
    public long Sum { get; }

    /// <summary>Gets the exact least value; 0 if there are none.</summary>
    public long Min { get; }

    /// <summary>Gets the exact greatest value; 0 if there are none.</summary>
    public long Max { get; }

    internal ReadOnlyMemory<byte> EncodedCounters => _counters;

    /// <summary>Takes a snapshot of a histogram.</summary>
    public static HistogramSnapshot Of(Histogram histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        return new HistogramSnapshot(histogram.Count, histogram.Sum, histogram.Min, histogram.Max, Encode(histogram.Counters()));
    }

    /// <summary>Gives the distribution of both snapshots' values.</summary>
    public HistogramSnapshot Merge(HistogramSnapshot other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count == 0) return this;
        return Count == 0
            ? other
            : new HistogramSnapshot(Count + other.Count, Sum + other.Sum, Math.Min(Min, other.Min), Math.Max(Max, other.Max), Encode(Both(other)));
    }

    // Both lists rise, so one pass joins them: without the pages of a histogram, which a snapshot a second and series would cost.
    private IEnumerable<(int Index, long Count)> Both(HistogramSnapshot other)
    {
        using var one = Counters().GetEnumerator();
        using var two = other.Counters().GetEnumerator();
        var (hasOne, hasTwo) = (one.MoveNext(), two.MoveNext());
        while (hasOne || hasTwo)
        {
            var (takesOne, takesTwo) = (
                hasOne && (!hasTwo || one.Current.Index <= two.Current.Index), hasTwo && (!hasOne || two.Current.Index <= one.Current.Index));
            yield return (takesOne ? one.Current.Index : two.Current.Index, (takesOne ? one.Current.Count : 0) + (takesTwo ? two.Current.Count : 0));
            if (takesOne) hasOne = one.MoveNext();
            if (takesTwo) hasTwo = two.MoveNext();
        }
    }

    private static byte[] Encode(IEnumerable<(int Index, long Count)> counters)
    {
        var bytes = new ArrayBufferWriter<byte>(64);
        var previous = -1;
        foreach (var (index, count) in counters)
        {
            VariableLength.Write(bytes, (ulong)(index - previous));
            VariableLength.Write(bytes, (ulong)count);
            previous = index;
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Gives the counters that are not zero, by rising value.</summary>
    /// <exception cref="InvalidDataException">The encoded counters are damaged.</exception>
    public IEnumerable<(int Index, long Count)> Counters()
    {
        var (offset, index) = (0, -1);
        while (offset < _counters.Length)
        {
            var step = VariableLength.Read(_counters.Span, ref offset);
            var count = VariableLength.Read(_counters.Span, ref offset);
            if (step is 0 or > HistogramLayout.Length || (index += (int)step) >= HistogramLayout.Length || count > long.MaxValue)
            {
                throw new InvalidDataException("The histogram's counters are damaged.");
            }

            yield return (index, (long)count);
        }
    }
}
