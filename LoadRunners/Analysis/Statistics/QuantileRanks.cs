namespace UpCoach.LoadRunners.Analysis.Statistics;

/// <summary>Which order statistics bound a quantile, whatever the distribution.</summary>
/// <remarks>
/// Of n independent samples the number below the p-quantile is binomial(n, p). So the quantile is above the l-th least sample unless fewer than
/// l fell below it, and below the u-th least unless u or more did. P(Bin(n, p) &lt;= k) = I_(1-p)(n - k, k + 1).
/// H. David, H. Nagaraja: Order Statistics, 7.1. A 95 % upper bound of a p95 needs 59 samples, of a p90 29, of a p99 299.
/// </remarks>
public static class QuantileRanks
{
    /// <summary>Gives the greatest rank whose sample is below the quantile with the confidence.</summary>
    /// <param name="samples">Independent samples, 1 or more.</param>
    /// <param name="share">The quantile, above 0 and below 1.</param>
    /// <param name="confidence">The probability with which this bound, for itself, holds.</param>
    /// <returns>1 to <paramref name="samples"/>; null if even the least sample is no bound.</returns>
    public static long? Low(long samples, double share, double confidence)
    {
        var rank = Search(samples, k => AtMost(k, samples, share) > 1 - confidence);
        return rank == 0 ? null : rank;
    }

    /// <summary>Gives the least rank whose sample is above the quantile with the confidence.</summary>
    /// <param name="samples">Independent samples, 1 or more.</param>
    /// <param name="share">The quantile, above 0 and below 1.</param>
    /// <param name="confidence">The probability with which this bound, for itself, holds.</param>
    /// <returns>1 to <paramref name="samples"/>; null if even the greatest sample is no bound.</returns>
    public static long? High(long samples, double share, double confidence)
    {
        var below = Search(samples, k => AtMost(k, samples, share) >= confidence);
        return below >= samples ? null : below + 1;
    }

    // The least k from 0 to samples for which a condition holds that, once it holds, holds for all greater ones; samples if for none.
    private static long Search(long samples, Func<long, bool> holds)
    {
        var (low, high) = (0L, samples);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (holds(middle)) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    private static double AtMost(long k, long samples, double share) => k >= samples ? 1 : IncompleteBeta.At(1 - share, samples - k, k + 1);
}
