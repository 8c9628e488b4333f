using System.Net;
using Microsoft.AspNetCore.Http;
using UpCoach.CdnEdge.Caching;
using UpCoach.Testing;

namespace UpCoach.CdnEdge.Tests.Caching;

[Trait("kind", "server")]
public sealed class SharedCacheTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Fresh_ComesFromTheStoreWithItsAge()
    {
        await using var edge = await StartAsync("max-age=60");
        using var first = await edge.GetAsync("/any/a");
        edge.Clock!.Advance(TimeSpan.FromSeconds(30));

        using var second = await edge.GetAsync("/any/a");

        Assert.Equal(1, edge.Fetches);
        Assert.Equal("cdn-us-east; fwd=uri-miss; fwd-status=200; stored", Status(first));
        Assert.Matches("^cdn-us-east; hit; ttl=(29|30)$", Status(second));
        Assert.InRange(second.Headers.Age!.Value.TotalSeconds, 30, 31);
        Assert.Equal(first.Headers.Date, second.Headers.Date);
        Assert.Equal("1.1 cdn-us-east", Assert.Single(second.Headers.GetValues("Via")));
        Assert.Equal("answer 1", await second.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task Get_Stale_IsFetchedAgain()
    {
        await using var edge = await StartAsync("max-age=60");
        await TextAsync(edge, "/any/a");
        edge.Clock!.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal("answer 2", await TextAsync(edge, "/any/a"));
        Assert.Equal("answer 2", await TextAsync(edge, "/any/a"));
    }

    [Theory]
    [InlineData("private, no-store")]
    [InlineData("private, max-age=60")]
    [InlineData("no-store, max-age=60")]
    [InlineData("private, no-cache")]
    public async Task Get_PersonalData_IsNeverStored(string cacheControl)
    {
        await using var edge = await StartAsync(cacheControl, "ETag: \"a\"");

        Assert.Equal("answer 1", await TextAsync(edge, "/any/a", "Authorization: Bearer one"));
        Assert.Equal("answer 2", await TextAsync(edge, "/any/a", "Authorization: Bearer two"));
        Assert.Equal("answer 3", await TextAsync(edge, "/any/a"));
    }

    [Fact]
    public async Task Get_Authorized_IsStoredOnlyWhenTheOriginAllowsIt()
    {
        await using var edge = await StartAsync("max-age=60");
        await TextAsync(edge, "/any/a", "Authorization: Bearer one");
        Assert.Equal("answer 2", await TextAsync(edge, "/any/a"));

        Program(edge, "public, max-age=60");
        await TextAsync(edge, "/any/b", "Authorization: Bearer one");
        Assert.Equal("answer 1", await TextAsync(edge, "/any/b", "Authorization: Bearer two"));
    }

    [Fact]
    public async Task Get_Vary_KeepsOneAnswerForEachRequest()
    {
        await using var edge = await StartAsync("max-age=60", "Vary: Accept-Language");

        Assert.Equal("answer 1", await TextAsync(edge, "/any/a", "Accept-Language: en"));
        Assert.Equal("answer 2", await TextAsync(edge, "/any/a", "Accept-Language: de"));
        Assert.Equal("answer 1", await TextAsync(edge, "/any/a", "Accept-Language: EN"));
        Assert.Equal("answer 2", await TextAsync(edge, "/any/a", "Accept-Language: de"));
    }

    [Fact]
    public async Task Get_StaleWithValidator_IsConfirmedAndRenewed()
    {
        await using var edge = await EdgeUnderTest.StartCachingAsync();
        var version = 1;
        edge.Answer(context =>
        {
            context.Response.Headers.CacheControl = "max-age=60";
            context.Response.Headers.ETag = "\"a\"";
            context.Response.Headers["X-Version"] = $"{version++}";
            if (context.Request.Headers.IfNoneMatch == "\"a\"") context.Response.StatusCode = 304;
            else return context.Response.WriteAsync("body");
            return Task.CompletedTask;
        });
        await TextAsync(edge, "/any/a");
        edge.Clock!.Advance(TimeSpan.FromSeconds(61));

        using var confirmed = await edge.GetAsync("/any/a");
        using var hit = await edge.GetAsync("/any/a");

        Assert.Equal("cdn-us-east; fwd=stale; fwd-status=304; stored", Status(confirmed));
        Assert.Equal("body", await confirmed.Content.ReadAsStringAsync(Stop));
        Assert.Equal("2", Assert.Single(hit.Headers.GetValues("X-Version")));
        Assert.Equal(2, edge.Fetches);
    }

    [Fact]
    public async Task Get_ClientHasIt_Is304WithoutTheOrigin()
    {
        await using var edge = await StartAsync("max-age=60", "ETag: \"a\"");
        await TextAsync(edge, "/any/a");

        using var answer = await edge.GetAsync("/any/a", "If-None-Match: W/\"a\"");

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        Assert.Equal("\"a\"", answer.Headers.ETag!.Tag);
        Assert.Equal(1, edge.Fetches);
    }

    [Fact]
    public async Task Head_AfterGet_HasTheFieldsAndNoBody()
    {
        await using var edge = await StartAsync("max-age=60");
        await TextAsync(edge, "/any/a");

        using var answer = await edge.SendAsync(HttpMethod.Head, "/any/a");

        Assert.Equal(8, answer.Content.Headers.ContentLength);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal(1, edge.Fetches);
    }

    [Theory]
    [InlineData("bytes=0-2", HttpStatusCode.PartialContent, "ans", "bytes 0-2/8")]
    [InlineData("bytes=-1", HttpStatusCode.PartialContent, "1", "bytes 7-7/8")]
    [InlineData("bytes=9-", HttpStatusCode.RequestedRangeNotSatisfiable, "", "bytes */8")]
    [InlineData("bytes=0-1,3-4", HttpStatusCode.OK, "answer 1", null)]
    public async Task Range_OfAStoredAnswer_NeedsNoOrigin(string range, HttpStatusCode status, string body, string? contentRange)
    {
        await using var edge = await StartAsync("max-age=60");
        await TextAsync(edge, "/any/a");

        using var answer = await edge.GetAsync("/any/a", $"Range: {range}");

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(body, await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal(contentRange, answer.Content.Headers.ContentRange?.ToString());
        Assert.Equal(1, edge.Fetches);
    }

    [Theory]
    [InlineData("POST", 200, true)]
    [InlineData("PUT", 204, true)]
    [InlineData("DELETE", 202, true)]
    [InlineData("PATCH", 500, false)]
    [InlineData("PUT", 409, false)]
    public async Task Unsafe_Succeeded_InvalidatesItsTarget(string method, int status, bool isForgotten)
    {
        await using var edge = await StartAsync("max-age=60");
        var answer = edge.First.Answer;
        await TextAsync(edge, "/any/a");
        edge.Answer(context =>
        {
            if (HttpMethods.IsGet(context.Request.Method)) return answer(context);
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        using var changed = await edge.SendAsync(new HttpMethod(method), "/any/a");

        Assert.Equal(isForgotten ? "answer 2" : "answer 1", await TextAsync(edge, "/any/a"));
    }

    [Fact]
    public async Task Unsafe_Succeeded_InvalidatesWhatTheAnswerNames()
    {
        await using var edge = await StartAsync("max-age=60");
        var answer = edge.First.Answer;
        await TextAsync(edge, "/any/a");
        edge.Answer(context =>
        {
            context.Response.Headers.Location = "/any/a";
            return HttpMethods.IsGet(context.Request.Method) ? answer(context) : Task.CompletedTask;
        });

        using var changed = await edge.SendAsync(HttpMethod.Post, "/any/b");

        Assert.Equal("answer 2", await TextAsync(edge, "/any/a"));
    }

    [Fact]
    public async Task Get_FiftyColdRequests_AreOneFetch()
    {
        await using var edge = await EdgeUnderTest.StartCachingAsync();
        var open = new TaskCompletionSource();
        edge.Answer(async context =>
        {
            await open.Task;
            context.Response.Headers.CacheControl = "max-age=60";
            await context.Response.WriteAsync("one for all");
        });

        var requests = Enumerable.Range(0, 50).Select(_ => edge.GetAsync("/any/cold")).ToList();
        var patience = TimeSpan.FromSeconds(new CacheOptions().CollapseSeconds);
        await Eventually.TrueAsync(() => edge.Clock!.Waits(patience, patience) == 49, "all but one wait for the one");
        open.SetResult();
        var answers = await Task.WhenAll(requests);

        Assert.Equal(1, edge.Fetches);
        Assert.All(await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync(Stop))), body => Assert.Equal("one for all", body));
        Assert.Equal(49, answers.Count(answer => Status(answer).Contains("collapsed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Get_ColdAndNotStorable_NobodyWaitsForTheBody()
    {
        await using var edge = await EdgeUnderTest.StartCachingAsync();
        var open = new TaskCompletionSource();
        edge.Answer(async context =>
        {
            context.Response.Headers.CacheControl = "no-store";
            await context.Response.Body.FlushAsync();
            await open.Task;
            await context.Response.WriteAsync("own");
        });

        var requests = Enumerable.Range(0, 5).Select(_ => edge.GetAsync("/any/cold")).ToList();
        await Eventually.TrueAsync(() => edge.Fetches == 5, "all five are at the origin");
        open.SetResult();

        foreach (var answer in await Task.WhenAll(requests)) Assert.Equal("own", await answer.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task Get_NotFound_IsRememberedForAMoment()
    {
        await using var edge = await EdgeUnderTest.StartCachingAsync();
        edge.Fail(404);

        for (var n = 0; n < 5; n++) Assert.Equal(HttpStatusCode.NotFound, (await edge.GetAsync("/any/none")).StatusCode);
        Assert.Equal(1, edge.Fetches);

        edge.Clock!.Advance(TimeSpan.FromSeconds(3));
        await edge.GetAsync("/any/none");
        Assert.Equal(2, edge.Fetches);
    }

    [Fact]
    public async Task OnlyIfCached_NothingStored_Is504WithoutTheOrigin()
    {
        await using var edge = await StartAsync("max-age=60");

        using var answer = await edge.GetAsync("/any/a", "Cache-Control: only-if-cached");

        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(0, edge.Fetches);
    }

    [Fact]
    public async Task Targeted_Field_CountsInsteadOfCacheControl()
    {
        await using var edge = await StartAsync("no-store", "CDN-Cache-Control: max-age=60");

        await TextAsync(edge, "/any/a");
        Assert.Equal("answer 1", await TextAsync(edge, "/any/a"));
    }

    [Fact]
    public async Task Fields_OfTheConnection_AreNotStored()
    {
        await using var edge = await StartAsync("max-age=60, no-cache=\"x-personal\"", "Connection: x-hop", "X-Hop: 1", "X-Personal: 2", "X-Kept: 3");
        await TextAsync(edge, "/any/a");

        using var hit = await edge.GetAsync("/any/a");

        Assert.Equal(1, edge.Fetches);
        Assert.False(hit.Headers.Contains("X-Hop") || hit.Headers.Contains("X-Personal"));
        Assert.Equal("3", Assert.Single(hit.Headers.GetValues("X-Kept")));
    }

    [Fact]
    public async Task Get_LargeBody_GoesThroughTheDiskUnchanged()
    {
        await using var edge = await EdgeUnderTest.StartCachingAsync();
        var large = Body.Of40Megabytes(seed: 3).AsMemory(0, 5_000_000);
        edge.Answer(async context =>
        {
            context.Response.Headers.CacheControl = "max-age=60";
            await context.Response.Body.WriteAsync(large);
        });

        for (var n = 0; n < 3; n++) Assert.Equal(large.ToArray(), await edge.Client.GetByteArrayAsync("/any/large", Stop));
        using var part = await edge.GetAsync("/any/large", "Range: bytes=4000000-4000009");

        Assert.Equal(large.Slice(4_000_000, 10).ToArray(), await part.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal(1, edge.Fetches);
    }

    [Fact]
    public async Task Post_WithContentLocationOfItsTarget_IsWhatAGetIsGiven()
    {
        await using var edge = await StartAsync("max-age=60", "Content-Location: /any/a");

        using var posted = await edge.SendAsync(HttpMethod.Post, "/any/a");

        Assert.Equal(await posted.Content.ReadAsStringAsync(Stop), await TextAsync(edge, "/any/a"));
    }

    private static async Task<EdgeUnderTest> StartAsync(string cacheControl, params string[] fields)
    {
        var edge = await EdgeUnderTest.StartCachingAsync();
        Program(edge, cacheControl, fields);
        return edge;
    }

    // Answers count up, so that an answer tells which fetch it is of.
    private static void Program(EdgeUnderTest edge, string cacheControl, params string[] fields)
    {
        var count = 0;
        edge.Answer(context =>
        {
            context.Response.Headers.CacheControl = cacheControl;
            foreach (var field in fields.Select(field => field.Split(": ", 2))) context.Response.Headers.Append(field[0], field[1]);
            return context.Response.WriteAsync($"answer {Interlocked.Increment(ref count)}");
        });
    }

    private static async Task<string> TextAsync(EdgeUnderTest edge, string path, params string[] fields)
    {
        using var answer = await edge.GetAsync(path, fields);
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    private static string Status(HttpResponseMessage answer) => Assert.Single(answer.Headers.GetValues("Cache-Status"));
}
