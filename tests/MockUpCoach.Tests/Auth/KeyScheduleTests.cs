using UpCoach.MockUpCoach.Auth;

namespace UpCoach.MockUpCoach.Tests.Auth;

public sealed class KeyScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Two keys, the second a day after the first.
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(24 * 60, 0, 0)]
    [InlineData((24 * 60) + 19, 0, 0)]
    [InlineData((24 * 60) + 20, 1, 0)]
    [InlineData((24 * 60) + 139, 1, 0)]
    [InlineData((24 * 60) + 140, 1, 1)]
    public void TwoKeys_AtAMinute_HaveTheirParts(int minute, int signer, int first)
    {
        DateTimeOffset[] created = [Start, Start.AddDays(1)];
        Assert.Equal(signer, KeySchedule.Signer(created, Start.AddMinutes(minute)));
        Assert.Equal(first, KeySchedule.First(created, Start.AddMinutes(minute)));
    }

    [Fact]
    public void Signer_OnlyKey_SignsAtOnce() => Assert.Equal(0, KeySchedule.Signer([Start], Start));

    [Fact]
    public void IsDue_NoKeyOrAnOldOne_IsTrue()
    {
        var lifetime = TimeSpan.FromDays(90);
        Assert.True(KeySchedule.IsDue(null, Start, lifetime));
        Assert.False(KeySchedule.IsDue(Start, Start.AddDays(89), lifetime));
        Assert.True(KeySchedule.IsDue(Start, Start.AddDays(90), lifetime));
    }
}
