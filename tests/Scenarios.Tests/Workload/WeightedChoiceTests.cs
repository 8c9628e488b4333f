using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.Scenarios.Tests.Workload;

public sealed class WeightedChoiceTests
{
    [Fact]
    public void Next_ManyPicks_AreInProportionToTheWeights()
    {
        var choice = new WeightedChoice<char>((70, 'a'), (0, 'b'), (30, 'c'));
        var random = new Random(1);

        var picks = Enumerable.Range(0, 10_000).Select(_ => choice.Next(random)).CountBy(pick => pick).ToDictionary();

        Assert.False(picks.ContainsKey('b'));
        // Five standard deviations: sqrt(10000 * 0.7 * 0.3) = 46.
        Assert.InRange(picks['a'], 7000 - 230, 7000 + 230);
        Assert.Equal(10_000, picks['a'] + picks['c']);
    }

    [Fact]
    public void Constructor_NegativeWeight_Throws() => Assert.Throws<ArgumentException>(() => new WeightedChoice<int>((2, 1), (-1, 2)));

    [Fact]
    public void Constructor_NoWeight_Throws() => Assert.Throws<ArgumentException>(() => new WeightedChoice<int>((0, 1)));
}
