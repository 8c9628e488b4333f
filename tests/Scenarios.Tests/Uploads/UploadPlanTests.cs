using UpCoach.LoadRunners.Scenarios.Uploads;

namespace UpCoach.Scenarios.Tests.Uploads;

public sealed class UploadPlanTests
{
    [Fact]
    public void Plan_Uploads_MeasuresEveryTargetOfItsGroup()
    {
        var ours = TargetFile.TargetsOf("uploads").Where(target => target.Group == "uploads").ToList();
        Assert.NotEmpty(ours);
        Assert.All(ours, target => Assert.NotNull(target.Threshold));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1_000_000, 2)]
    [InlineData(5_500_000, 3.5)]
    [InlineData(10_000_000, 5)]
    public void Limit_BySize_IsTheLineThroughTheRequestsTwo(long bytes, double seconds) => Assert.Equal(seconds, UploadLimit.Of(bytes).TotalSeconds, 6);

    [Fact]
    public void Settings_NotANumber_SaysWhich() => Assert.Contains("CUTS",
        Assert.Throws<ArgumentException>(() => UploadSettings.Read(new Dictionary<string, string> { ["CUTS"] = "many" })).Message, StringComparison.Ordinal);
}
