namespace UpCoach.LoadRunners.Analysis.Statistics;

/// <summary>A ratio of two sums over blocks of time, and how sure it is although neighbours resemble each other.</summary>
/// <remarks>
/// R = sum(v) / sum(w). With the residuals r(b) = v(b) - R w(b) of B independent blocks, Var(R) = B / (B - 1) * sum(r^2) / sum(w)^2
/// (W. Cochran: Sampling Techniques, 2.11). What correlation of neighbours is left, rho = sum(r(b) r(b+1)) / sum(r^2), widens it by
/// (1 + rho) / (1 - rho), the factor of a first-order autoregression. Blocks are joined in pairs again and again, the method of batch means,
/// while <see cref="LeastBlocks"/> remain, and the widest of these variances counts: a wrong choice of length must not make anything look surer.
/// Degrees of freedom: B - 1. Sources: A. Law, Simulation Modeling and Analysis, 9.5; G. Fishman (1978).
/// </remarks>
public sealed record BlockRatio
{
    /// <summary>The fewest blocks that anything is said from.</summary>
    public const int LeastBlocks = 10;

    private const double MostRemaining = 0.9; // as it nears 1, the variance would have no bound

    /// <summary>Gets R.</summary>
    public required double Ratio { get; init; }

    /// <summary>Gets the variance of R; 0 if all residuals are.</summary>
    public required double Variance { get; init; }

    /// <summary>Gets the blocks that the variance comes from.</summary>
    public required int Blocks { get; init; }

    /// <summary>Estimates the ratio.</summary>
    /// <param name="blocks">Value and weight of each block, in the order of time; weights above 0.</param>
    /// <returns>Null if there are fewer than <see cref="LeastBlocks"/>.</returns>
    public static BlockRatio? Of(IReadOnlyList<(double Value, double Weight)> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        if (blocks.Count < LeastBlocks) return null;
        var weight = blocks.Sum(block => block.Weight);
        var ratio = blocks.Sum(block => block.Value) / weight;
        double[] residuals = [.. blocks.Select(block => block.Value - ratio * block.Weight)];
        var widest = AtLevel(ratio, weight, residuals);
        while (residuals.Length / 2 >= LeastBlocks)
        {
            residuals = [.. residuals.Chunk(2).Select(pair => pair.Sum())];
            if (AtLevel(ratio, weight, residuals) is var level && level.Variance > widest.Variance) widest = level;
        }

        return widest;
    }

    /// <summary>Gives how many independent samples would make the ratio as sure.</summary>
    /// <param name="samples">The samples that there are.</param>
    /// <param name="sampleVariance">The variance of one.</param>
    /// <param name="confidence">For which confidence; the few blocks that the variance comes from cost some samples more.</param>
    /// <returns>1 to <paramref name="samples"/>.</returns>
    public double EffectiveSamples(double samples, double sampleVariance, double confidence)
    {
        if (Variance <= 0 || sampleVariance <= 0) return samples;
        var widening = StudentT.Quantile(confidence, Blocks - 1) / StudentT.Quantile(confidence, 1e6);
        return Math.Clamp(sampleVariance / Variance / (widening * widening), 1, samples);
    }

    private static BlockRatio AtLevel(double ratio, double weight, double[] residuals)
    {
        var square = residuals.Sum(residual => residual * residual);
        var correlation = square == 0 ? 0 : residuals.Zip(residuals.Skip(1)).Sum(pair => pair.First * pair.Second) / square;
        var left = Math.Clamp(correlation, 0, MostRemaining);
        return new BlockRatio
        {
            Ratio = ratio,
            Variance = residuals.Length / (residuals.Length - 1.0) * square / weight / weight * (1 + left) / (1 - left),
            Blocks = residuals.Length,
        };
    }
}
