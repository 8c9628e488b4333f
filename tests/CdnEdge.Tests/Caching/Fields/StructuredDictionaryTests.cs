using UpCoach.CdnEdge.Caching.Fields;

namespace UpCoach.CdnEdge.Tests.Caching.Fields;

public sealed class StructuredDictionaryTests
{
    [Fact]
    public void Parse_EachType_GivesItsValue()
    {
        var members = StructuredDictionary.Parse("a, b=1, c=-1.5;x=2, d=\"t\\\"\", e=tok/en, f=:aGk=:, g=?0, h=(1 \"x\");p, b=2")!;

        Assert.Equal(true, members["a"]);
        Assert.Equal(2L, members["b"]);
        Assert.Equal(-1.5m, members["c"]);
        Assert.Equal("t\"", members["d"]);
        Assert.Equal(new StructuredToken("tok/en"), members["e"]);
        Assert.Equal("hi"u8.ToArray(), members["f"]);
        Assert.Equal(false, members["g"]);
        Assert.Equal([1L, "x"], (List<object>)members["h"]);
    }

    [Theory]
    [InlineData("max-age=10000, &&&&&")]
    [InlineData("MaX-aGe=3600")]
    [InlineData("max-age =100")]
    [InlineData("max-age= 100")]
    [InlineData("a=1,")]
    [InlineData("a=1 b=2")]
    [InlineData("a=1.2345")]
    [InlineData("a=1234567890123456")]
    [InlineData("a=\"open")]
    [InlineData("a=\"\\n\"")]
    [InlineData("a=?2")]
    [InlineData("a=(1")]
    [InlineData("a=:not base64:")]
    [InlineData("1a=2")]
    public void Parse_OneCharacterWrong_IsNothingAtAll(string text) => Assert.Null(StructuredDictionary.Parse(text));

    [Fact]
    public void Parse_Empty_HasNoMembers() => Assert.Empty(StructuredDictionary.Parse("")!);

    [Theory]
    [InlineData("max-age=60", 60L)]
    [InlineData("foobar, max-age=60", 60L)]
    [InlineData("max-age=\"60\"", null)]
    [InlineData("max-age", null)]
    [InlineData("max-age=-1", null)]
    [InlineData("no-store=5, max-age=60", null)]
    [InlineData("", null)]
    public void Targeted_WrongType_IsAsIfAbsent(string text, long? expected) => Assert.Equal(expected, TargetedCacheControl.Parse(text)?.MaxAge);
}
