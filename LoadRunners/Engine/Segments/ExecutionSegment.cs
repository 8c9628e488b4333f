namespace UpCoach.LoadRunners.Engine.Segments;

/// <summary>The share of a test that one process runs: k6's execution segment. Segments of a partition add up exactly to the whole.</summary>
/// <remarks>
/// Work and users are dealt out like cards: item i of any countable thing (user, iteration, arrival) belongs to exactly one segment, so
/// there is nothing to round. With L the least common denominator of all bounds, item i is at position (i * stride mod L) / L in [0, 1),
/// and the segment that holds the position owns the item. A stride near L * 0.618 without common divisor spreads a segment's items evenly.
/// </remarks>
public sealed class ExecutionSegment
{
    private const int MaxCycle = 100_000;

    private readonly int[] _owned; // the segment's items of one cycle, sorted
    private readonly int _cycle;

    private ExecutionSegment(Fraction from, Fraction to, IReadOnlyList<Fraction> bounds)
    {
        (From, To, Sequence) = (from, to, bounds);
        var cycle = bounds.Append(from).Append(to).Aggregate(1L, (lcm, bound) => Math.Min(Lcm(lcm, bound.Denominator), MaxCycle + 1L));
        if (cycle > MaxCycle) throw new FormatException($"The bounds' least common denominator is over {MaxCycle}.");
        _cycle = (int)cycle;
        var (first, last) = (from.Numerator * cycle / from.Denominator, to.Numerator * cycle / to.Denominator);
        var stride = StrideOf(cycle);
        _owned = [.. Enumerable.Range(0, _cycle).Where(item => item * stride % cycle is var position && position >= first && position < last)];
    }

    /// <summary>Gets the whole test.</summary>
    public static ExecutionSegment Whole { get; } = new(Fraction.Zero, Fraction.One, [Fraction.Zero, Fraction.One]);

    /// <summary>Gets the lower bound, inclusive.</summary>
    public Fraction From { get; }

    /// <summary>Gets the upper bound, exclusive.</summary>
    public Fraction To { get; }

    /// <summary>Gets the bounds of all segments of the test.</summary>
    public IReadOnlyList<Fraction> Sequence { get; }

    /// <summary>Cuts the whole test into equal segments.</summary>
    public static IReadOnlyList<ExecutionSegment> Partition(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Fraction[] bounds = [.. Enumerable.Range(0, count + 1).Select(i => new Fraction(i, count))];
        return [.. Enumerable.Range(0, count).Select(i => new ExecutionSegment(bounds[i], bounds[i + 1], bounds))];
    }

    /// <summary>Reads k6's notation.</summary>
    /// <param name="segment"><c>from:to</c>; <c>to</c> alone starts at 0. Bounds are fractions <c>1/3</c>, decimals or percents.</param>
    /// <param name="sequence">All bounds: <c>0,1/3,2/3,1</c>; null or empty if the segment's own bounds say it all.</param>
    /// <exception cref="FormatException">It is not of that form, is empty or not part of the sequence.</exception>
    public static ExecutionSegment Parse(string segment, string? sequence = null)
    {
        ArgumentNullException.ThrowIfNull(segment);
        var parts = segment.Split(':');
        if (parts.Length > 2) throw new FormatException($"'{segment}' is not a segment: expected from:to, as 1/3:2/3.");
        var from = parts.Length == 2 ? Fraction.Parse(parts[0]) : Fraction.Zero;
        var to = Fraction.Parse(parts[^1]);
        if (from < Fraction.Zero || to > Fraction.One || from >= to)
        {
            throw new FormatException($"'{segment}' is not a segment: expected 0 <= from < to <= 1.");
        }

        Fraction[] bounds = string.IsNullOrEmpty(sequence)
            ? [.. new[] { Fraction.Zero, from, to, Fraction.One }.Distinct()]
            : [.. sequence.Split(',').Select(Fraction.Parse)];
        if (bounds.Zip(bounds.Skip(1)).Any(pair => pair.First >= pair.Second)) throw new FormatException($"'{sequence}' does not rise.");
        var start = Array.IndexOf(bounds, from);
        if (start < 0 || start + 1 >= bounds.Length || bounds[start + 1] != to)
        {
            throw new FormatException($"'{segment}' is not a segment of the sequence '{sequence}'.");
        }

        return new ExecutionSegment(from, to, bounds);
    }

    /// <summary>Gives how many of the first <paramref name="total"/> items are this segment's. Never falls as the total rises.</summary>
    public long CountOf(long total)
    {
        var (cycles, rest) = Math.DivRem(total, _cycle);
        var within = Array.BinarySearch(_owned, (int)rest);
        return cycles * _owned.Length + (within < 0 ? ~within : within);
    }

    /// <summary>Gives how many of the first <paramref name="total"/> items are this segment's.</summary>
    public int CountOf(int total) => (int)CountOf((long)total);

    /// <summary>Gives which item of the whole test is this segment's <paramref name="number"/>-th; both from 0.</summary>
    public long ItemAt(long number)
    {
        var (cycles, rest) = Math.DivRem(number, _owned.Length);
        return cycles * _cycle + _owned[rest];
    }

    /// <summary>Says whether an item of the whole test is this segment's.</summary>
    public bool Owns(long item) => Array.BinarySearch(_owned, (int)(item % _cycle)) >= 0;

    /// <summary>Prints <c>1/3:2/3</c>.</summary>
    public override string ToString() => $"{From}:{To}";

    /// <summary>Prints the sequence: <c>0,1/3,2/3,1</c>.</summary>
    public string SequenceText => string.Join(',', Sequence);

    private static long StrideOf(long cycle)
    {
        for (var stride = Math.Max(1, (long)(cycle * 0.618)); ; stride++)
        {
            if (Fraction.Gcd(stride, cycle) == 1) return stride;
        }
    }

    private static long Lcm(long one, long other) => one / Fraction.Gcd(one, other) * other;
}
