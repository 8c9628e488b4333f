using UpCoach.CdnEdge.Caching.Fields;
using UpCoach.CdnEdge.Caching.Rules;

namespace UpCoach.CdnEdge.Tests.Caching.Rules;

public sealed class ConditionsTests
{
    private const string Changed = "Last-Modified: Tue, 24 Nov 2026 10:00:00 GMT";

    [Theory]
    [InlineData("If-None-Match: \"a\"", true)]
    [InlineData("If-None-Match: \"b\"", false)]
    [InlineData("If-Modified-Since: Tue, 24 Nov 2026 10:00:00 GMT", true)]
    [InlineData("If-Modified-Since: Tue, 24 Nov 2026 11:00:00 GMT", true)]
    [InlineData("If-Modified-Since: Tue, 24 Nov 2026 09:00:00 GMT", false)]
    [InlineData("If-Modified-Since: Tuesday, 24-Nov-26 10:00:00 GMT", true)]
    [InlineData("If-Modified-Since: yesterday", false)]
    public void IsNotModified_ByTagOrDate(string condition, bool expected)
        => Assert.Equal(expected, Conditions.IsNotModified(Responses.Fields(condition), Responses.Stored("", fields: [Changed, "ETag: \"a\""]), Responses.Now));

    [Fact]
    public void IsNotModified_BothConditions_TheTagCounts()
        => Assert.False(Conditions.IsNotModified(
            Responses.Fields("If-None-Match: \"b\"", "If-Modified-Since: Tue, 24 Nov 2026 11:00:00 GMT"), Responses.Stored("", fields: [Changed, "ETag: \"a\""]), Responses.Now));

    [Theory]
    [InlineData("\"a\"", true)]
    [InlineData("\"b\"", false)]
    [InlineData("W/\"a\"", false)]
    [InlineData("Tue, 24 Nov 2026 10:00:00 GMT", true)]
    [InlineData("Tue, 24 Nov 2026 11:00:00 GMT", false)]
    public void Range_IfRange_NeedsTheExactValidator(string validator, bool isPart)
    {
        var range = Conditions.Range(Responses.Fields("Range: bytes=2-3", $"If-Range: {validator}"), Responses.Stored("", fields: [Changed, "ETag: \"a\""]));

        Assert.Equal(isPart ? new ByteRange(2, 2) : null, range);
    }
}
