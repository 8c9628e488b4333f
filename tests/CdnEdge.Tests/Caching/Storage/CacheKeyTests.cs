using UpCoach.CdnEdge.Caching.Storage;

namespace UpCoach.CdnEdge.Tests.Caching.Storage;

public sealed class CacheKeyTests
{
    private static readonly CacheKey Key = new("Edge:80", "/a/b", "?q=1");

    [Fact]
    public void Keys_OfOneTarget_AreEqualWhateverTheHostsCase()
    {
        Assert.Equal(Key, Key with { Host = "edge:80" });
        Assert.Equal(Key.GetHashCode(), (Key with { Host = "edge:80" }).GetHashCode());
        Assert.NotEqual(Key, Key with { Path = "/A/b" });
        Assert.NotEqual(Key, Key with { Query = "?q=2" });
        Assert.NotEqual(Key, Key with { Variant = "webp-0" });
    }

    [Theory]
    [InlineData("c", "/a/c", "")]
    [InlineData("/x?y=1", "/x", "?y=1")]
    [InlineData("http://edge/z", "/z", "")]
    public void Sibling_SameHost_IsResolved(string reference, string path, string query)
        => Assert.Equal(new CacheKey("edge", path, query), (Key with { Host = "edge" }).Sibling(reference));

    [Theory]
    [InlineData("http://elsewhere/z")]
    [InlineData("http://[")]
    public void Sibling_OtherHost_IsNone(string reference) => Assert.Null(Key.Sibling(reference));
}
