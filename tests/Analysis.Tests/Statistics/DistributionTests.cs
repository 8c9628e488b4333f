using UpCoach.LoadRunners.Analysis.Statistics;

namespace UpCoach.Analysis.Tests.Statistics;

/// <summary>Against values that R prints: pbeta, qbeta, qt, binom.test.</summary>
public sealed class DistributionTests
{
    [Theory]
    [InlineData(0.5, 2, 3, 0.6875)]
    [InlineData(0.1, 0.5, 0.5, 0.204832764699133)]
    [InlineData(0.99, 50, 2, 0.907509100706303)]
    [InlineData(0, 2, 2, 0)]
    [InlineData(1, 2, 2, 1)]
    public void IncompleteBeta_KnownPoints_AgreesWithR(double x, double a, double b, double expected) =>
        Assert.Equal(expected, IncompleteBeta.At(x, a, b), 1e-9);

    [Theory]
    [InlineData(0.95, 1, 6.313751514675)]
    [InlineData(0.95, 9, 1.833112932656)]
    [InlineData(0.975, 19, 2.093024054408)]
    [InlineData(0.95, 1_000_000, 1.644855)]
    public void StudentT_Quantiles_AgreeWithR(double probability, double degrees, double expected) =>
        Assert.Equal(expected, StudentT.Quantile(probability, degrees), 2e-6);

    [Theory]
    [InlineData(7, 20, 0.975, 0.1539092, 0.5921885)] // binom.test(7, 20)
    [InlineData(0, 20, 0.975, 0, 0.1684335)] // binom.test(0, 20)
    [InlineData(20, 20, 0.975, 0.8315665, 1)]
    public void ClopperPearson_KnownCases_AgreesWithR(double successes, double total, double confidence, double low, double high)
    {
        Assert.Equal(low, ClopperPearson.Low(successes, total, confidence), 1e-7);
        Assert.Equal(high, ClopperPearson.High(successes, total, confidence), 1e-7);
    }

    [Fact]
    public void ClopperPearson_NoErrors_ProvesOnePercentFrom299On()
    {
        Assert.True(ClopperPearson.High(0, 299, 0.95) < 0.01);
        Assert.False(ClopperPearson.High(0, 298, 0.95) < 0.01);
    }

    [Theory]
    [InlineData(0.90, 29)]
    [InlineData(0.95, 59)]
    [InlineData(0.99, 299)]
    public void QuantileRanks_FewestSamples_AreTheKnownOnes(double share, long least)
    {
        Assert.Null(QuantileRanks.High(least - 1, share, 0.95));
        Assert.Equal(least, QuantileRanks.High(least, share, 0.95));
        Assert.NotNull(QuantileRanks.Low(least, share, 0.95));
    }

    [Fact]
    public void QuantileRanks_Median_IsTheTextbooksInterval()
    {
        // qbinom: of 100 samples the 42nd and the 59th bound the median, each with at least 95 %.
        Assert.Equal((42L, 59L), (QuantileRanks.Low(100, 0.5, 0.95), QuantileRanks.High(100, 0.5, 0.95)));
    }

    [Fact]
    public void IncompleteBeta_MillionsOfSamples_StaysExact() =>
        Assert.Equal(1, IncompleteBeta.At(0.05, 50_000, 950_001) + IncompleteBeta.At(0.95, 950_001, 50_000), 1e-9);
}
