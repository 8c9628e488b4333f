using System.Net;

namespace UpCoach.MockUpCoach.Tests.Files;

[Trait("kind", "server")]
public sealed class MediaTests(ApiFixture api)
{
    [Theory]
    [InlineData("jpg", "image/jpeg")]
    [InlineData("webp", "image/webp")]
    [InlineData("avif", "image/avif")]
    public async Task Media_Seed_IsServedForEverToAnybody(string extension, string mediaType)
    {
        using var response = await api.First.Client.SendAsync(HttpMethod.Get, $"/media/seed-1/small.{extension}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(mediaType, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", string.Join(", ", response.Headers.GetValues("Cache-Control")));
        Assert.NotEmpty(await response.BytesAsync());
    }

    [Fact]
    public async Task Media_Seed_IsTheSameOnBothReplicas()
    {
        using var first = await api.First.Client.SendAsync(HttpMethod.Get, "/media/seed-2/medium.webp");
        using var second = await api.Second.Client.SendAsync(HttpMethod.Get, "/media/seed-2/medium.webp");
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal(await first.BytesAsync(), await second.BytesAsync());
        using var unchanged = await api.Second.Client.AskAsync(HttpMethod.Get, "/media/seed-2/medium.webp", headers: ("If-None-Match", first.Header("ETag")!));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task Media_Range_IsPartial()
    {
        using var response = await api.First.Client.AskAsync(HttpMethod.Get, "/media/seed-1/full.jpg", headers: ("Range", "bytes=0-2"));
        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal([0xff, 0xd8, 0xff], await response.BytesAsync());
    }

    [Theory]
    [InlineData("/media/seed-0/small.jpg")]
    [InlineData("/media/seed-25/small.jpg")]
    [InlineData("/media/seed-01/small.jpg")]
    [InlineData("/media/seed-1/huge.jpg")]
    [InlineData("/media/seed-1/small.png")]
    [InlineData("/media/..%2f..%2fetc/small.jpg")]
    [InlineData("/media/%2e%2e/small.jpg")]
    [InlineData("/media/seed-1/..%2fseed-2%2fsmall.jpg")]
    public async Task Media_Unknown_IsNotFound(string path)
    {
        using var response = await api.First.Client.SendAsync(HttpMethod.Get, path);
        await response.ProblemAsync(HttpStatusCode.NotFound);
    }
}
