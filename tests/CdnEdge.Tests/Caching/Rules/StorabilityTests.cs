using UpCoach.CdnEdge.Caching.Rules;

namespace UpCoach.CdnEdge.Tests.Caching.Rules;

public sealed class StorabilityTests
{
    [Theory]
    [InlineData("max-age=60", true)]
    [InlineData("public, max-age=60", true)]
    [InlineData("private, max-age=60", false)]
    [InlineData("private=\"a\", max-age=60", true)]
    [InlineData("no-store, max-age=60", false)]
    [InlineData("private, no-store", false)]
    [InlineData("no-store, must-understand, max-age=60", true)]
    [InlineData("max-age=0", false)]
    public void MayStore_ByDirectives(string cacheControl, bool expected) => Assert.Equal(expected, MayStore(200, cacheControl));

    [Theory]
    [InlineData("max-age=60", false)]
    [InlineData("max-age=60, public", true)]
    [InlineData("max-age=60, must-revalidate", true)]
    [InlineData("s-maxage=60", true)]
    public void MayStore_RequestNamedItsUser_OnlyWhenTheOriginSaysSo(string cacheControl, bool expected)
        => Assert.Equal(expected, MayStore(200, cacheControl, hasAuthorization: true));

    [Theory]
    [InlineData(206)]
    [InlineData(304)]
    public void MayStore_PartOrConfirmation_Never(int status) => Assert.False(MayStore(status, "max-age=60"));

    [Fact]
    public void MayStore_UnknownStatus_OnlyWhereItNeedNotBeUnderstood()
    {
        Assert.True(MayStore(599, "max-age=60"));
        Assert.False(MayStore(599, "max-age=60, no-store, must-understand"));
    }

    [Fact]
    public void MayStore_StaleWithAValidator_IsOfUse() => Assert.True(Storability.MayStore(Responses.View(200, "Cache-Control: no-cache", "ETag: \"a\""), false, false, 0));

    [Theory]
    [InlineData("*")]
    [InlineData("Foo, *")]
    [InlineData(", *")]
    public void MayStore_VaryOnAnything_Never(string vary) => Assert.False(Storability.MayStore(Responses.View(200, "Cache-Control: max-age=60", $"Vary: {vary}"), false, false, 60));

    [Fact]
    public void MayStore_RequestForbids_Never() => Assert.False(Storability.MayStore(Responses.View(200, "Cache-Control: max-age=60"), false, requestForbids: true, 60));

    private static bool MayStore(int status, string cacheControl, bool hasAuthorization = false)
    {
        var view = Responses.View(status, $"Cache-Control: {cacheControl}");
        return Storability.MayStore(view, hasAuthorization, requestForbids: false, Responses.Lifetime(view));
    }
}
