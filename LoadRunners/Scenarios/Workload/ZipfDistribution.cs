namespace UpCoach.LoadRunners.Scenarios.Workload;

/// <summary>Popularity as the Zipf law has it: of n things, the k-th most popular is asked for in proportion to 1 / k^s.</summary>
/// <remarks>
/// P(k) = k^-s / H(n, s), with H(n, s) the sum of j^-s for j = 1..n (generalised harmonic number).
/// A draw inverts the cumulative distribution: the smallest k whose P(1) + ... + P(k) exceeds a uniform u in [0, 1). It is exact but for the
/// rounding of the sums (below n * 2^-52), costs log2(n) comparisons, and the table of 8n bytes is shared by all users.
/// </remarks>
internal sealed class ZipfDistribution
{
    private readonly double[] _cumulative;

    /// <summary>Builds the table.</summary>
    /// <param name="count">n, 1 or more.</param>
    /// <param name="skew">s, 0 or more: 0 is uniform, 1 the classical law.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public ZipfDistribution(int count, double skew)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(skew);
        _cumulative = new double[count];
        var sum = 0.0;
        for (var k = 1; k <= count; k++) _cumulative[k - 1] = sum += Math.Pow(k, -skew);
        for (var k = 0; k < count; k++) _cumulative[k] /= sum;
    }

    /// <summary>Gets n.</summary>
    public int Count => _cumulative.Length;

    /// <summary>Gives the probability of a rank.</summary>
    /// <param name="rank">k, from 1 to <see cref="Count"/>.</param>
    public double Probability(int rank) => rank == 1 ? _cumulative[0] : _cumulative[rank - 1] - _cumulative[rank - 2];

    /// <summary>Draws a rank, from 1 (the most popular) to <see cref="Count"/>.</summary>
    public int Next(Random random) => RankOf(random.NextDouble());

    /// <summary>Gives the rank that a uniform number stands for.</summary>
    /// <param name="uniform">From 0 to less than 1.</param>
    internal int RankOf(double uniform)
    {
        var found = Array.BinarySearch(_cumulative, uniform);
        // Exactly on a bound belongs to the next rank, so that each rank's interval is closed below and open above.
        return Math.Min(found >= 0 ? found + 2 : ~found + 1, Count);
    }
}
