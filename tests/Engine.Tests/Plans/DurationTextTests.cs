using CsCheck;
using UpCoach.LoadRunners.Engine.Plans;

namespace UpCoach.Engine.Tests.Plans;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("1m30s", 90_000)]
    [InlineData("10s", 10_000)]
    [InlineData("500ms", 500)]
    [InlineData("1.5s", 1_500)]
    [InlineData("1h2m3s4ms", 3_723_004)]
    [InlineData("2d", 172_800_000)]
    [InlineData("1500", 1_500)]
    [InlineData("0s", 0)]
    [InlineData("250us", 0.25)]
    public void Duration_K6Form_IsRead(string text, double milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("10")]
    [InlineData("10x")]
    [InlineData("-1s")]
    [InlineData("1m30")]
    [InlineData("1..5s")]
    [InlineData("1 s")]
    [InlineData("400d")]
    public void Duration_NoSuchForm_IsRefused(string text) => Assert.Equal(text == "10", DurationText.TryParse(text, out _));

    [Fact]
    [Trait("kind", "law")]
    public void AnyDuration_PrintedAndRead_IsTheSame() => Gen.Int[0, 100_000_000].Sample(milliseconds =>
    {
        var duration = TimeSpan.FromMilliseconds(milliseconds);
        return DurationText.TryParse(DurationText.Of(duration), out var read) && read == duration;
    });
}
