using UpCoach.MockUpCoach.Content;

namespace UpCoach.MockUpCoach.Tests.Content;

public sealed class PrefixQueryTests
{
    [Theory]
    [InlineData("morn", "", "morn")]
    [InlineData("Calm MORN", "Calm", "morn")]
    [InlineData("\"quiet hour\" wal", "\"quiet hour\"", "wal")]
    public void TryRead_EndsInAWord_ParsesIt(string text, string words, string beginning)
    {
        Assert.True(PrefixQuery.TryRead(text, out var query));
        Assert.Equal(new PrefixQuery(words, beginning), query);
    }

    [Theory]
    [InlineData("")]
    [InlineData("calm ")]
    [InlineData("-morn")]
    [InlineData("\"quiet ho")]
    [InlineData("100%")]
    [InlineData("it's")]
    public void TryRead_EndsOtherwise_IsNone(string text) => Assert.False(PrefixQuery.TryRead(text, out _));
}
