using UpCoach.LoadRunners.Runner.Progress.Live;

namespace UpCoach.Runner.Tests.Live;

public sealed class SparklineTests
{
    [Fact]
    public void Values_Drawn_GoFromZeroToTheGreatest() => Assert.Equal("▁▅█", Sparkline.Of([0, 50, 100], 3));

    [Fact]
    public void SecondWithoutData_Drawn_IsAGap() => Assert.Equal("█ █", Sparkline.Of([5, null, 5], 3));

    [Fact]
    public void FewValues_Drawn_StandAtTheRight() => Assert.Equal("   █", Sparkline.Of([1], 4));

    [Fact]
    public void ManyValues_Drawn_KeepTheNewest() => Assert.Equal("▁█", Sparkline.Of([9, 9, 0, 1], 2));

    [Fact]
    public void OnlyZeros_Drawn_StayFlat() => Assert.Equal("▁▁", Sparkline.Of([0, 0], 2));

    [Fact]
    public void Nothing_Drawn_IsBlank() => Assert.Equal("  ", Sparkline.Of([], 2));
}
