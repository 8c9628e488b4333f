using UpCoach.CdnEdge.Caching.Rules;

namespace UpCoach.CdnEdge.Tests.Caching.Rules;

public sealed class FreshnessTests
{
    private const string Date = "Date: Tue, 24 Nov 2026 12:00:00 GMT";
    private const string InOneHour = "Expires: Tue, 24 Nov 2026 13:00:00 GMT";
    private const string TenDaysAgo = "Last-Modified: Sat, 14 Nov 2026 12:00:00 GMT";

    [Fact]
    public void Lifetime_SharedMaxAge_ComesBeforeEverything()
        => Assert.Equal(7, Responses.Lifetime(Responses.View(200, "Cache-Control: max-age=0, s-maxage=7", InOneHour, Date)));

    [Fact]
    public void Lifetime_MaxAge_ComesBeforeExpires()
        => Assert.Equal(0, Responses.Lifetime(Responses.View(200, "Cache-Control: max-age=0", InOneHour, Date)));

    [Fact]
    public void Lifetime_TargetedField_TakesThePlaceOfBothOthers()
    {
        Assert.Equal(5, Responses.Lifetime(Responses.View(200, "CDN-Cache-Control: max-age=5", "Cache-Control: no-store, max-age=9", InOneHour, Date)));
        Assert.Equal(0, Responses.Lifetime(Responses.View(200, "CDN-Cache-Control: public", "Cache-Control: max-age=9", InOneHour, Date)));
        Assert.Equal(9, Responses.Lifetime(Responses.View(200, "CDN-Cache-Control: max-age=\"5\"", "Cache-Control: max-age=9")));
    }

    [Fact]
    public void Lifetime_Expires_IsCountedFromDateOrElseTheArrival()
    {
        Assert.Equal(3600, Responses.Lifetime(Responses.View(200, InOneHour, Date)));
        Assert.Equal(3600, Responses.Lifetime(Responses.View(200, InOneHour, "Date: foo")));
        Assert.Equal(3610, Responses.Lifetime(Responses.View(200, InOneHour, "Date: Tue, 24 Nov 2026 11:59:50 GMT")));
        Assert.Equal(0, Responses.Lifetime(Responses.View(200, "Expires: 0", Date, TenDaysAgo)));
    }

    [Theory]
    [InlineData(200, "Server: x", 86_400)]
    [InlineData(404, "Server: x", 86_400)]
    [InlineData(599, "Cache-Control: public", 86_400)]
    [InlineData(599, "Server: x", 0)]
    [InlineData(201, "Server: x", 0)]
    [InlineData(503, "Server: x", 0)]
    [InlineData(200, "Cache-Control: no-cache", 0)]
    [InlineData(200, "Set-Cookie: a=b", 0)]
    public void Lifetime_LastModifiedOnly_IsATenthWhereAGuessIsAllowed(int status, string field, long expected)
        => Assert.Equal(expected, Responses.Lifetime(Responses.View(status, field, TenDaysAgo, Date)));

    [Theory]
    [InlineData(404, 2)]
    [InlineData(410, 2)]
    [InlineData(200, 0)]
    [InlineData(500, 0)]
    public void Lifetime_NothingSaid_IsShortForWhatDoesNotExist(int status, long expected) => Assert.Equal(expected, Responses.Lifetime(Responses.View(status, Date)));

    [Fact]
    public void InitialAge_IsTheLargerOfClocksAndAgeWithTheWay()
    {
        var requestedAt = Responses.Now.AddSeconds(-2);

        Assert.Equal(2_000, Age(Date));
        Assert.Equal(32_000, Age(Date, "Age: 30"));
        Assert.Equal(60_000, Age("Date: Tue, 24 Nov 2026 11:59:00 GMT", "Age: 30"));
        Assert.Equal(2_000, Age("Date: Tue, 24 Nov 2026 13:00:00 GMT"));

        long Age(params string[] fields) => Freshness.InitialAgeMilliseconds(Responses.View(200, fields), requestedAt, Responses.Now);
    }
}
