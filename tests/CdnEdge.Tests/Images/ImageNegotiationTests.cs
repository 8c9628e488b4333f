using Microsoft.AspNetCore.Http;

namespace UpCoach.CdnEdge.Tests.Images;

[Trait("kind", "server")]
public sealed class ImageNegotiationTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_ClientsOfDifferentAbilities_AreServedFromOneFetch()
    {
        await using var edge = await StartAsync("public, max-age=60");

        Assert.Equal("image/avif", await TypeAsync(edge, "/media/1/full.jpg", "image/avif,image/webp,*/*"));
        Assert.Equal("image/webp", await TypeAsync(edge, "/media/1/full.jpg?w=300", "image/webp,*/*"));
        Assert.Equal("image/jpeg", await TypeAsync(edge, "/media/1/full.jpg", "*/*"));
        Assert.Equal("image/avif", await TypeAsync(edge, "/media/1/full.jpg", "image/avif"));
        Assert.Equal(1, edge.Fetches);
    }

    [Fact]
    public async Task Get_Variant_IsCachedWithATagOfItsOwnAndVaries()
    {
        await using var edge = await StartAsync("public, max-age=60");
        using var first = await edge.GetAsync("/media/1/full.jpg", "Accept: image/webp");

        using var second = await edge.GetAsync("/media/1/full.jpg", "Accept: image/webp");
        using var confirmed = await edge.GetAsync("/media/1/full.jpg", "Accept: image/webp", $"If-None-Match: {second.Headers.ETag}");

        Assert.Contains("hit", Assert.Single(second.Headers.GetValues("Cache-Status")), StringComparison.Ordinal);
        Assert.Equal("\"v1-webp-0\"", second.Headers.ETag!.Tag);
        Assert.Equal(["Accept"], second.Headers.Vary);
        Assert.Equal(System.Net.HttpStatusCode.NotModified, confirmed.StatusCode);
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(Stop), await second.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task Get_VariantStale_IsRenewedByAConfirmation()
    {
        await using var edge = await StartAsync("public, max-age=60");
        await TypeAsync(edge, "/media/1/full.jpg", "image/webp");
        edge.Clock!.Advance(TimeSpan.FromSeconds(61));

        using var renewed = await edge.GetAsync("/media/1/full.jpg", "Accept: image/webp");

        Assert.Equal("image/webp", renewed.Content.Headers.ContentType!.MediaType);
        Assert.Equal(2, edge.Fetches);
    }

    [Fact]
    public async Task Get_PrivateImage_GoesThroughAsItIs()
    {
        await using var edge = await StartAsync("private, no-store");

        Assert.Equal("image/jpeg", await TypeAsync(edge, "/media/1/full.jpg", "image/avif"));
        Assert.Equal("image/jpeg", await TypeAsync(edge, "/media/1/full.jpg", "image/avif"));
    }

    [Fact]
    public async Task Get_NotReallyAnImage_GoesThroughAsItIs()
    {
        await using var edge = await StartAsync("public, max-age=60", "not an image"u8.ToArray());

        using var answer = await edge.GetAsync("/media/1/full.jpg", "Accept: image/avif");

        Assert.Equal("not an image", await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal(["Accept"], answer.Headers.Vary);
    }

    private static async Task<EdgeUnderTest> StartAsync(string cacheControl, byte[]? picture = null)
    {
        picture ??= Pictures.Jpeg(600, 400);
        var edge = await EdgeUnderTest.StartCachingAsync();
        edge.Answer(context =>
        {
            context.Response.Headers.CacheControl = cacheControl;
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.ContentType = "image/jpeg";
            if (context.Request.Headers.IfNoneMatch != "\"v1\"") return context.Response.Body.WriteAsync(picture).AsTask();
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        });
        return edge;
    }

    private static async Task<string?> TypeAsync(EdgeUnderTest edge, string path, string accept)
    {
        using var answer = await edge.GetAsync(path, $"Accept: {accept}");
        await answer.Content.ReadAsByteArrayAsync(Stop);
        return answer.Content.Headers.ContentType?.MediaType;
    }
}
