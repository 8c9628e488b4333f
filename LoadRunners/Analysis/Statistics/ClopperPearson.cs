namespace UpCoach.LoadRunners.Analysis.Statistics;

/// <summary>Exact bounds of a share.</summary>
/// <remarks>
/// C. Clopper, E. Pearson: The use of confidence or fiducial limits illustrated in the case of the binomial (1934), as quantiles of the beta
/// distribution: low = B(1 - c; k, n - k + 1), high = B(c; k + 1, n - k). Never too narrow for independent samples; for dependent ones, n and
/// k are first scaled to the effective number (E. Korn, B. Graubard 1998), so both may be fractions.
/// </remarks>
public static class ClopperPearson
{
    /// <summary>Gives the lower bound of the true share.</summary>
    /// <param name="successes">0 to <paramref name="total"/>.</param>
    /// <param name="total">Above 0.</param>
    /// <param name="confidence">The probability with which this bound, for itself, holds.</param>
    public static double Low(double successes, double total, double confidence) =>
        successes <= 0 ? 0 : IncompleteBeta.Quantile(1 - confidence, successes, total - successes + 1);

    /// <summary>Gives the upper bound of the true share.</summary>
    /// <param name="successes">0 to <paramref name="total"/>.</param>
    /// <param name="total">Above 0.</param>
    /// <param name="confidence">The probability with which this bound, for itself, holds.</param>
    public static double High(double successes, double total, double confidence) =>
        successes >= total ? 1 : IncompleteBeta.Quantile(confidence, successes + 1, total - successes);
}
