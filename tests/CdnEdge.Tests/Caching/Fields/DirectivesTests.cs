using UpCoach.CdnEdge.Caching.Fields;

namespace UpCoach.CdnEdge.Tests.Caching.Fields;

public sealed class DirectivesTests
{
    [Theory]
    [InlineData("max-age=3600", 3600L)]
    [InlineData("MaX-aGe=3600", 3600L)]
    [InlineData("max-age=\"3600\"", 3600L)]
    [InlineData("max-age=003600", 3600L)]
    [InlineData("foobar, max-age=3600", 3600L)]
    [InlineData("max-age=99999999999999999999", DeltaSeconds.Most)]
    [InlineData("max-age=-3600", 0L)]
    [InlineData("max-age='3600'", 0L)]
    [InlineData("max-age= 3600", 0L)]
    [InlineData("max-age=3600.5", 0L)]
    [InlineData("max-age=a3600", 0L)]
    [InlineData("max-age", 0L)]
    [InlineData("max-age=1800, max-age=1", 0L)]
    [InlineData("max-age=60, max-age=60", 60L)]
    [InlineData("extension=\"max-age=3600\", max-age=1", 1L)]
    [InlineData("max-age=1, extension=\"a, max-age=3600\"", 1L)]
    [InlineData("max-age =3600", null)]
    [InlineData("", null)]
    public void MaxAge_AsWritten_IsSecondsOrStale(string text, long? expected) => Assert.Equal(expected, ResponseDirectives.Parse(text).MaxAge);

    [Fact]
    public void Response_EachFlag_IsReadWithoutCase()
    {
        var directives = ResponseDirectives.Parse("No-Store, NO-CACHE, private, Public, must-revalidate, proxy-revalidate, must-understand");

        Assert.True(directives is { NoStore: true, NoCache: true, Private: true, Public: true, MustRevalidate: true, ProxyRevalidate: true, MustUnderstand: true });
    }

    [Fact]
    public void Response_PrivateAndNoCacheWithFields_ForbidOnlyThese()
    {
        var directives = ResponseDirectives.Parse("no-cache=\"a, b\", private=\"set-cookie\", max-age=5");

        Assert.False(directives.NoCache || directives.Private);
        Assert.Equal(["a", "b", "set-cookie"], directives.FieldsNotStored);
    }

    [Theory]
    [InlineData("max-age=1, stale-while-revalidate=5", false)]
    [InlineData("max-age=1, must-revalidate", true)]
    [InlineData("max-age=1, proxy-revalidate", true)]
    [InlineData("s-maxage=1", true)]
    [InlineData("no-cache", true)]
    public void ForbidsStale_FollowsTheDirectives(string text, bool expected) => Assert.Equal(expected, ResponseDirectives.Parse(text).ForbidsStale);

    [Fact]
    public void Request_EachDirective_IsRead()
    {
        var directives = RequestDirectives.Parse("no-cache, no-store, only-if-cached, max-age=1, min-fresh=2, max-stale=3");

        Assert.Equal(new RequestDirectives(true, true, true, 1, 2, 3), directives);
        Assert.Equal(DeltaSeconds.Most, RequestDirectives.Parse("max-stale").MaxStale);
        Assert.Null(RequestDirectives.Parse("max-age=x").MaxAge);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("7200, 0", 7200)]
    [InlineData("0, 7200", 0)]
    [InlineData("-7200", 0)]
    [InlineData("7200.0", 0)]
    [InlineData("abc", 0)]
    [InlineData("2147483649", DeltaSeconds.Most)]
    [InlineData("", 0)]
    public void Age_AsWritten_IsTheFirstNumber(string text, long expected) => Assert.Equal(expected, DeltaSeconds.Age(text));
}
