using Microsoft.AspNetCore.Http;
using UpCoach.CdnEdge.Images;

namespace UpCoach.CdnEdge.Tests.Images;

public sealed class ImageVariantTests
{
    [Theory]
    [InlineData("image/avif,image/webp,*/*;q=0.8", "", "avif-0")]
    [InlineData("image/webp,*/*", "", "webp-0")]
    [InlineData("image/avif;q=0, image/webp;q=0.5", "", "webp-0")]
    [InlineData("*/*", "", "original-0")]
    [InlineData("image/*", "?w=300", "original-320")]
    [InlineData("image/avif", "?w=160", "avif-160")]
    [InlineData("image/avif", "?w=161", "avif-320")]
    [InlineData("image/avif", "?w=5000", "avif-0")]
    [InlineData("image/avif", "?w=-1", "avif-0")]
    [InlineData("image/avif", "?w=1&w=2", "avif-0")]
    [InlineData("", "?w=99999999999999", "original-0")]
    public void Of_AcceptAndWidth_IsOneOfAFewVariants(string accept, string query, string expected)
        => Assert.Equal(expected, ImageVariant.Of(accept, Query(query), new ImageOptions()).Name);

    [Theory]
    [InlineData("?w=300", "")]
    [InlineData("?a=1&w=300&b=x%20y", "?a=1&b=x%20y")]
    public void OriginsQuery_IsTheRest(string query, string expected) => Assert.Equal(expected, ImageVariant.OriginsQuery(Query(query)).Value ?? "");

    private static IQueryCollection Query(string text)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString(text);
        return context.Request.Query;
    }
}
