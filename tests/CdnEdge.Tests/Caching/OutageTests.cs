using System.Net;
using Microsoft.AspNetCore.Http;
using UpCoach.Testing;

namespace UpCoach.CdnEdge.Tests.Caching;

[Trait("kind", "server")]
public sealed class OutageTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task AllOriginsDown_StaleAnswer_BridgesTheOutage()
    {
        await using var edge = await StoredAsync("max-age=60");
        edge.Clock!.Advance(TimeSpan.FromMinutes(10));
        await edge.First.KillAsync();
        await edge.Second.KillAsync();

        for (var n = 0; n < 5; n++)
        {
            using var answer = await edge.GetAsync("/any/a");
            Assert.Equal("answer", await answer.Content.ReadAsStringAsync(Stop));
            Assert.Equal("cdn-us-east; fwd=stale; detail=outage", Assert.Single(answer.Headers.GetValues("Cache-Status")));
        }
    }

    [Theory]
    [InlineData("max-age=60, must-revalidate")]
    [InlineData("s-maxage=60")]
    public async Task AllOriginsDown_StaleIsForbidden_Is504(string cacheControl)
    {
        await using var edge = await StoredAsync(cacheControl);
        edge.Clock!.Advance(TimeSpan.FromMinutes(10));
        await edge.First.KillAsync();
        await edge.Second.KillAsync();

        using var answer = await edge.GetAsync("/any/a");

        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("max-age=60, stale-if-error=3600", HttpStatusCode.OK)]
    [InlineData("max-age=60, stale-if-error=5", HttpStatusCode.ServiceUnavailable)]
    [InlineData("max-age=60", HttpStatusCode.ServiceUnavailable)]
    public async Task OriginsError_IsBridgedWhereTheOriginAllowsIt(string cacheControl, HttpStatusCode expected)
    {
        await using var edge = await StoredAsync(cacheControl);
        edge.Clock!.Advance(TimeSpan.FromMinutes(10));
        edge.Fail(503);

        using var answer = await edge.GetAsync("/any/a");

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task StaleWhileRevalidate_IsGivenAtOnceAndRenewedOnce()
    {
        await using var edge = await StoredAsync("max-age=60, stale-while-revalidate=3600");
        edge.Clock!.Advance(TimeSpan.FromMinutes(10));
        var open = new TaskCompletionSource();
        edge.Answer(async context =>
        {
            await open.Task;
            context.Response.Headers.CacheControl = "max-age=60";
            await context.Response.WriteAsync("renewed");
        });

        for (var n = 0; n < 10; n++) Assert.Equal("answer", await edge.Client.GetStringAsync("/any/a", Stop));
        open.SetResult();

        await Eventually.TrueAsync(async () => await edge.Client.GetStringAsync("/any/a", Stop) == "renewed", "the renewed answer is given", Stop);
        Assert.Equal(2, edge.Fetches);
    }

    private static async Task<EdgeUnderTest> StoredAsync(string cacheControl)
    {
        var edge = await EdgeUnderTest.StartCachingAsync();
        edge.Answer(context =>
        {
            context.Response.Headers.CacheControl = cacheControl;
            return context.Response.WriteAsync("answer");
        });
        await edge.Client.GetStringAsync("/any/a", Stop);
        return edge;
    }
}
