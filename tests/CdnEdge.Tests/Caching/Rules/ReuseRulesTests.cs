using UpCoach.CdnEdge.Caching.Fields;
using UpCoach.CdnEdge.Caching.Rules;

namespace UpCoach.CdnEdge.Tests.Caching.Rules;

public sealed class ReuseRulesTests
{
    [Theory]
    [InlineData("", "", 59, "Fresh")]
    [InlineData("", "", 60, "Validate")]
    [InlineData("no-cache", "", 1, "Validate")]
    [InlineData("", "no-cache", 1, "Validate")]
    [InlineData("", "max-age=5", 6, "Validate")]
    [InlineData("", "max-age=5", 5, "Fresh")]
    [InlineData("", "min-fresh=30", 31, "Validate")]
    [InlineData("", "min-fresh=30", 29, "Fresh")]
    [InlineData("", "max-stale=10", 70, "Stale")]
    [InlineData("", "max-stale=10", 71, "Validate")]
    [InlineData("", "max-stale", 9_999, "Stale")]
    [InlineData("must-revalidate", "max-stale", 61, "Validate")]
    [InlineData("stale-while-revalidate=10", "", 69, "WhileRevalidating")]
    [InlineData("stale-while-revalidate=10", "", 70, "Validate")]
    [InlineData("stale-while-revalidate=10, must-revalidate", "", 61, "Validate")]
    public void Decide_ByAgeAndWhatBothSidesSay(string response, string request, int seconds, string expected)
    {
        var reuse = ReuseRules.Decide(Responses.Stored(response), RequestDirectives.Parse(request), Responses.Now.AddSeconds(seconds));

        Assert.Equal(expected, reuse.ToString());
    }

    [Theory]
    [InlineData("", true, 60 + 99, true)]
    [InlineData("", true, 60 + 100, false)]
    [InlineData("", false, 61, false)]
    [InlineData("stale-if-error=10", false, 69, true)]
    [InlineData("stale-if-error=10", false, 70, false)]
    [InlineData("stale-if-error=10", true, 71, false)]
    [InlineData("must-revalidate", true, 61, false)]
    [InlineData("proxy-revalidate", true, 61, false)]
    [InlineData("s-maxage=60", true, 61, false)]
    [InlineData("no-cache", true, 61, false)]
    public void MayBridge_OutageOrErrorWithinTheWindow(string response, bool isOutage, int seconds, bool expected)
        => Assert.Equal(expected, ReuseRules.MayBridge(Responses.Stored(response), isOutage, outageSeconds: 100, Responses.Now.AddSeconds(seconds)));
}
