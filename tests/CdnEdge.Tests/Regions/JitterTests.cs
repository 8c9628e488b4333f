using CsCheck;
using UpCoach.CdnEdge.Regions;

namespace UpCoach.CdnEdge.Tests.Regions;

public sealed class JitterTests
{
    [Fact]
    [Trait("kind", "law")]
    public void At_AnySeed_LiesBetweenTheTableAndTheJitterAndIsTheSameAgain()
        => Gen.Select(Gen.Int, Gen.Long[0, 1_000_000], Gen.Double[1, 400]).Sample((seed, n, roundTrip) =>
        {
            var delay = new Jitter(seed, ratio: 0.2).At(n, roundTrip);
            return delay == new Jitter(seed, ratio: 0.2).At(n, roundTrip) && delay.TotalMilliseconds >= roundTrip - 0.001 && delay.TotalMilliseconds <= (roundTrip * 1.2) + 0.001;
        });

    [Fact]
    public void Next_ManyDraws_SpreadEvenly()
    {
        var jitter = new Jitter(seed: 1, ratio: 1);
        var draws = Enumerable.Range(0, 10_000).Select(_ => jitter.Next(100).TotalMilliseconds).ToList();

        // The mean of 10,000 uniform values of 100 to 200 has a standard deviation of 0.29.
        Assert.InRange(draws.Average(), 148.5, 151.5);
        Assert.NotEqual(draws[0], draws[1]);
    }

    [Fact]
    public void Seeds_Differ_SoDoTheDelays() => Assert.NotEqual(new Jitter(1, 1).At(0, 100), new Jitter(2, 1).At(0, 100));
}
