namespace UpCoach.LoadRunners.Analysis.Statistics;

/// <summary>Student's t distribution.</summary>
public static class StudentT
{
    /// <summary>Gives the upper quantile.</summary>
    /// <param name="probability">Above 0.5, below 1.</param>
    /// <param name="degrees">Degrees of freedom, above 0.</param>
    /// <remarks>P(|T| &gt; t) = I_x(degrees / 2, 1 / 2) with x = degrees / (degrees + t^2): Abramowitz and Stegun 26.7.1.</remarks>
    public static double Quantile(double probability, double degrees)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(probability, 0.5);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        var x = IncompleteBeta.Quantile(2 * (1 - probability), degrees / 2, 0.5);
        return Math.Sqrt(degrees * (1 - x) / x);
    }
}
