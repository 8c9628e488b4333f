using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Runner.Runs;

namespace UpCoach.Runner.Tests;

public sealed class IntervalMergerTests
{
    private readonly IntervalMerger _merger = new(["a", "b"]);

    [Fact]
    public void Second_OfOneMemberOnly_Waits() => Assert.Empty(_merger.Add("a", Second(0, 5)));

    [Fact]
    public void Second_OfBoth_ComesOutOnceWithBothUsers()
    {
        _merger.Add("a", Second(0, 5));
        var merged = Assert.Single(_merger.Add("b", Second(0, 7)));
        Assert.Equal(12, merged.Vus);
        Assert.Equal(2, Assert.IsType<CounterSnapshot>(Assert.Single(merged.Series)).Sum);
    }

    [Fact]
    public void Seconds_OfAFastMember_ComeOutInOrder()
    {
        _merger.Add("a", Second(0, 1));
        _merger.Add("a", Second(1, 1));
        Assert.Single(_merger.Add("b", Second(0, 1)));
        Assert.Equal(TimeSpan.FromSeconds(1), Assert.Single(_merger.Add("b", Second(1, 1))).Start);
    }

    [Fact]
    public void Member_ThatLeft_IsNotWaitedFor()
    {
        _merger.Add("a", Second(0, 1));
        Assert.Single(_merger.Leave("b"));
    }

    private static IntervalSnapshot Second(int start, int vus) =>
        new(TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(1), vus, [new CounterSnapshot("http_reqs", TagSet.Empty, 1)]);
}
