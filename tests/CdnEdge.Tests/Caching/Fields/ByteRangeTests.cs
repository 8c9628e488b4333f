using UpCoach.CdnEdge.Caching.Fields;

namespace UpCoach.CdnEdge.Tests.Caching.Fields;

public sealed class ByteRangeTests
{
    [Theory]
    [InlineData("bytes=0-1", 0, 2, "bytes 0-1/10")]
    [InlineData("bytes=4-", 4, 6, "bytes 4-9/10")]
    [InlineData("bytes=-3", 7, 3, "bytes 7-9/10")]
    [InlineData("bytes=-30", 0, 10, "bytes 0-9/10")]
    [InlineData("BYTES=8-99", 8, 2, "bytes 8-9/10")]
    public void Parse_OnePart_IsCutToTheBody(string text, long start, long length, string contentRange)
    {
        var range = ByteRange.Parse(text, 10);

        Assert.Equal(new ByteRange(start, length), range);
        Assert.Equal(contentRange, range!.Value.ContentRange(10));
    }

    [Theory]
    [InlineData("bytes=10-")]
    [InlineData("bytes=-0")]
    public void Parse_NothingThere_IsUnsatisfiable(string text)
    {
        var range = ByteRange.Parse(text, 10);

        Assert.True(range is { IsUnsatisfiable: true });
        Assert.Equal("bytes */10", range.Value.ContentRange(10));
    }

    [Theory]
    [InlineData("lines=0-1")]
    [InlineData("bytes=0-1,4-5")]
    [InlineData("bytes=5-4")]
    [InlineData("bytes=a-b")]
    [InlineData("bytes=1-b")]
    [InlineData("bytes=-")]
    [InlineData("bytes=99999999999999999999-")]
    [InlineData("bytes")]
    public void Parse_NotOnePart_IsIgnored(string text) => Assert.Null(ByteRange.Parse(text, 10));
}
