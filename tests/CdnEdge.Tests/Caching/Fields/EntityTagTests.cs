using UpCoach.CdnEdge.Caching.Fields;

namespace UpCoach.CdnEdge.Tests.Caching.Fields;

public sealed class EntityTagTests
{
    [Theory]
    [InlineData("\"a\"", "\"a\"", true)]
    [InlineData("W/\"a\"", "\"a\"", true)]
    [InlineData("\"x\", W/\"a\" , \"y\"", "W/\"a\"", true)]
    [InlineData("\"x,a\", \"b\"", "\"a\"", false)]
    [InlineData("\"b\"", "\"a\"", false)]
    [InlineData("*", null, true)]
    [InlineData("\"a\"", null, false)]
    public void IsNamedIn_ByWeakComparison(string condition, string? tag, bool expected) => Assert.Equal(expected, EntityTag.IsNamedIn(condition, tag));

    [Theory]
    [InlineData("\"a\"", true)]
    [InlineData("W/\"a\"", false)]
    [InlineData(null, false)]
    public void IsStrong_WithoutTheWeakPrefix(string? tag, bool expected) => Assert.Equal(expected, EntityTag.IsStrong(tag));
}
