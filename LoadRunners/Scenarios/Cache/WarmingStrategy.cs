using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>What is put into a cache before the first user comes.</summary>
/// <param name="Name">The value of the tag <see cref="CacheMetrics.Kind"/>.</param>
/// <param name="Share">How much of all things it loads, the most popular first, 0 to 1.</param>
internal sealed record WarmingStrategy(string Name, double Share)
{
    /// <summary>The strategies compared. A fifth of the things has three quarters and more of the reads at a skew of 1.1.</summary>
    public static IReadOnlyList<WarmingStrategy> All { get; } = [new("none", 0), new("eager", 1), new("popular-first", 0.2)];

    /// <summary>Gives the share of reads that find what they look for, if nothing is added later: P(rank is among the loaded).</summary>
    public double ExpectedHitRatio(ZipfDistribution popularity) => Enumerable.Range(1, (int)(popularity.Count * Share)).Sum(popularity.Probability);
}
