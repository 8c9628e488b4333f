using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace UpCoach.CdnEdge.Tests.Purging;

[Trait("kind", "server")]
public sealed class PurgeTests
{
    private const string Token = "s3cret";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"path":"/any/a?v=1"}""", 1)]
    [InlineData("""{"tag":"plans"}""", 2)]
    [InlineData("""{"tag":"plan"}""", 0)]
    [InlineData("""{"everything":true}""", 3)]
    public async Task Purge_WithTheToken_ForgetsWhatIsMeant(string purge, int count)
    {
        await using var edge = await StartAsync();
        foreach (var path in (string[])["/any/a?v=1", "/any/b", "/any/other"]) await edge.Client.GetStringAsync(path, Stop);

        using var answer = await PurgeAsync(edge, Token, purge);
        foreach (var path in (string[])["/any/a?v=1", "/any/b", "/any/other"]) await edge.Client.GetStringAsync(path, Stop);

        Assert.Equal($$"""{"purged":{{count}}}""", await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal(3 + count, edge.Fetches);
    }

    [Theory]
    [InlineData(null, """{"everything":true}""", HttpStatusCode.Unauthorized)]
    [InlineData("wrong", """{"everything":true}""", HttpStatusCode.Unauthorized)]
    [InlineData(Token, """{}""", HttpStatusCode.BadRequest)]
    [InlineData(Token, """{"path":"/a","tag":"b"}""", HttpStatusCode.BadRequest)]
    [InlineData(Token, """{"path":""", HttpStatusCode.BadRequest)]
    public async Task Purge_NotAllowedOrNotClear_IsRefused(string? token, string purge, HttpStatusCode expected)
    {
        await using var edge = await StartAsync();

        using var answer = await PurgeAsync(edge, token, purge);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Purge_NoTokenSet_IsNoEndpoint()
    {
        await using var edge = await EdgeUnderTest.StartCachingAsync();

        using var answer = await PurgeAsync(edge, "", """{"everything":true}""");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<EdgeUnderTest> StartAsync()
    {
        var edge = await EdgeUnderTest.StartCachingAsync($"Cdn:PurgeToken={Token}");
        edge.Answer(context =>
        {
            context.Response.Headers.CacheControl = "max-age=60";
            if (context.Request.Path == "/any/a") context.Response.Headers["Cache-Tag"] = "home, plans";
            if (context.Request.Path == "/any/b") context.Response.Headers["Surrogate-Key"] = "plans coaches";
            return context.Response.WriteAsync("answer");
        });
        return edge;
    }

    private static async Task<HttpResponseMessage> PurgeAsync(EdgeUnderTest edge, string? token, string purge)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/cdn/purge") { Content = new StringContent(purge, new MediaTypeHeaderValue("application/json")) };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await edge.Client.SendAsync(request, Stop);
    }
}
