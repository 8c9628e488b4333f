using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.Scenarios.Tests.Workload;

public sealed class ZipfDistributionTests
{
    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(10, 0.0)]
    [InlineData(20_000, 1.0)]
    [InlineData(20_000, 0.7)]
    public void Probabilities_OfAllRanks_AddUpToOne(int count, double skew)
    {
        var zipf = new ZipfDistribution(count, skew);

        Assert.Equal(1.0, Enumerable.Range(1, count).Sum(zipf.Probability), 1e-9);
    }

    [Fact]
    public void Probability_SkewOne_IsOneOverRankOverTheHarmonicNumber()
    {
        // H(4) = 1 + 1/2 + 1/3 + 1/4 = 25/12.
        var zipf = new ZipfDistribution(4, 1);

        Assert.Equal(12.0 / 25, zipf.Probability(1), 1e-12);
        Assert.Equal(6.0 / 25, zipf.Probability(2), 1e-12);
        Assert.Equal(4.0 / 25, zipf.Probability(3), 1e-12);
        Assert.Equal(3.0 / 25, zipf.Probability(4), 1e-12);
    }

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(0.4799, 1)]
    [InlineData(0.4801, 2)]
    [InlineData(0.7199, 2)]
    [InlineData(0.7201, 3)]
    [InlineData(0.8799, 3)]
    [InlineData(0.8801, 4)]
    [InlineData(0.99999999, 4)]
    public void RankOf_UniformNumber_InvertsTheCumulativeDistribution(double uniform, int rank)
        => Assert.Equal(rank, new ZipfDistribution(4, 1).RankOf(uniform));

    [Fact]
    public void RankOf_ExactBound_IsTheNextRank() => Assert.Equal(2, new ZipfDistribution(2, 0).RankOf(0.5));

    [Fact]
    public void Next_ManyDraws_FollowTheLaw()
    {
        const int Draws = 200_000;
        var zipf = new ZipfDistribution(50, 1);
        var random = new Random(1);
        var counts = new int[51];
        for (var n = 0; n < Draws; n++) counts[zipf.Next(random)]++;

        // Pearson's chi-squared with 49 degrees of freedom: 85.35 is exceeded with a probability of 0.001.
        var chiSquared = Enumerable.Range(1, 50).Sum(rank => Math.Pow(counts[rank] - (Draws * zipf.Probability(rank)), 2) / (Draws * zipf.Probability(rank)));
        Assert.InRange(chiSquared, 0, 85.35);
    }

    [Fact]
    public void Constructor_ArgumentOutOfRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ZipfDistribution(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ZipfDistribution(1, -0.1));
    }
}
