using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.Protocols.Tests.Http;

/// <summary>Redirects, cookies and encodings: the session's own, and so the same over every client.</summary>
[Trait("kind", "server")]
public sealed class JourneyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<HttpClientKind> Clients => [HttpClientKind.Lean, HttpClientKind.Sockets];

    [Theory]
    [InlineData(301, "POST", "GET ")]
    [InlineData(302, "POST", "GET ")]
    [InlineData(303, "PUT", "GET ")]
    [InlineData(307, "POST", "POST {}")]
    [InlineData(308, "PUT", "PUT {}")]
    [InlineData(302, "HEAD", "")]
    public async Task Redirect_ByItsStatus_ChangesTheMethodOrNot(int status, string method, string arrived)
    {
        await using var fixture = await SessionFixture.StartAsync(async context =>
        {
            if (context.Request.Path == "/from")
            {
                context.Response.StatusCode = status;
                context.Response.Headers.Location = "to?x=1";
                return;
            }

            using var reader = new StreamReader(context.Request.Body);
            await context.Response.WriteAsync($"{context.Request.Method} {await reader.ReadToEndAsync(Token)}", Token);
        });

        var body = method is "POST" or "PUT" ? "{}"u8.ToArray() : [];
        var result = await fixture.Session.SendAsync(
            new HttpCall(new HttpMethod(method), "/from", "a") { Body = body, ContentType = body.Length > 0 ? "application/json" : null }, Token);

        Assert.Equal((200, arrived), (result.Status, Text(result)));
        var recorded = fixture.Recorded();
        Assert.Equal((2, 0), ((int)recorded.Query("http_reqs").Sum, (int)recorded.Query("http_req_failed").Passes));
        Assert.Equal(1, recorded.Query("http_reqs", TagSelector.Of("status", $"{status}")).Sum);
    }

    [Theory]
    [InlineData(null, null, 10)]
    [InlineData(3, null, 3)]
    [InlineData(3, 5, 5)]
    [InlineData(3, 0, 0)]
    public async Task Redirects_MoreThanAllowed_EndWithTheLast(int? ofPlan, int? ofCall, int followed)
    {
        var requests = 0;
        await using var fixture = await SessionFixture.StartAsync(
            context =>
            {
                requests++;
                context.Response.Redirect("/again");
                return Task.CompletedTask;
            },
            plan: ofPlan is { } most ? new HttpPlanOptions { MaxRedirects = most } : null);

        var result = await fixture.Session.SendAsync(new HttpCall(HttpMethod.Get, "/", "a") { MaxRedirects = ofCall }, Token);

        Assert.Equal((302, followed + 1), (result.Status, requests));
    }

    [Fact]
    public async Task Redirect_ToAnotherServer_LeavesTheTokenBehind()
    {
        string? seen = null;
        await using var other = await LoopbackServer.StartAsync(context =>
        {
            seen = context.Request.Headers.Authorization.ToString();
            return Task.CompletedTask;
        });
        await using var fixture = await SessionFixture.StartAsync(context =>
        {
            context.Response.Redirect(other.Address.AbsoluteUri);
            return Task.CompletedTask;
        });
        fixture.Session.BearerToken = "secret";

        Assert.Equal(200, (await fixture.Session.GetAsync("/", "a", Token)).Status);
        Assert.Equal("", seen);
    }

    [Fact]
    public async Task Redirect_ToAnotherServer_LeavesTheCallsOwnCredentialsBehind()
    {
        List<string> seen = [];
        Task Note(HttpContext context)
        {
            var headers = context.Request.Headers;
            seen.Add($"{context.Request.Path} [{headers.Authorization}] [{headers.Cookie}] [{headers["X-Trace"]}] {headers.Host == context.Request.Host.Value && headers.Host != "first"}");
            return Task.CompletedTask;
        }

        var first = new Uri("http://nowhere/");
        await using var other = await LoopbackServer.StartAsync(async context =>
        {
            await Note(context);
            context.Response.Redirect($"{first}end");
        });
        await using var fixture = await SessionFixture.StartAsync(async context =>
        {
            await Note(context);
            if (context.Request.Path == "/") context.Response.Redirect("/near");
            if (context.Request.Path == "/near") context.Response.Redirect($"{other.Address}far");
        });
        first = fixture.User.Target;
        var call = new HttpCall(HttpMethod.Get, "/", "a") { Headers = [new("authorization", "Basic mine"), new("Cookie", "mine=1"), new("Host", "first"), new("X-Trace", "7")] };

        Assert.Equal(200, (await fixture.Session.SendAsync(call, Token)).Status);

        Assert.Equal(
            [
                "/ [Basic mine] [mine=1] [7] False",
                "/near [Basic mine] [mine=1] [7] False",
                "/far [] [] [7] True",
                "/end [] [] [7] True",
            ],
            seen);
    }

    [Fact]
    public async Task Redirect_ThatDropsTheBody_DropsItsHeaders()
    {
        string? seen = null;
        await using var fixture = await SessionFixture.StartAsync(context =>
        {
            if (context.Request.Path == "/") context.Response.Redirect("/there");
            seen = $"{context.Request.Method} [{context.Request.ContentType}] [{context.Request.Headers.ContentEncoding}] [{context.Request.Headers.Accept}]";
            return Task.CompletedTask;
        });

        await fixture.Session.SendAsync(
            new HttpCall(HttpMethod.Post, "/", "a") { Body = "{}"u8.ToArray(), Headers = [new("Content-Type", "application/json"), new("content-encoding", "x"), new("Accept", "a/b")] }, Token);

        Assert.Equal("GET [] [] [a/b]", seen);
    }

    [Theory]
    [InlineData("upcoach://callback?code=1")]
    [InlineData("http://[broken")]
    [InlineData("")]
    public async Task Redirect_NowhereThatCanBeAsked_IsTheAnswer(string location)
    {
        await using var fixture = await SessionFixture.StartAsync(context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        });

        Assert.Equal(302, (await fixture.Session.GetAsync("/", "a", Token)).Status);
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Cookies_Set_ComeBackUntilTheNextIteration(HttpClientKind client)
    {
        await using var fixture = await SessionFixture.StartAsync(SetAndTellAsync, new HttpTransportOptions { Client = client });

        await fixture.Session.GetAsync("/", "a", Token);
        Assert.Equal("id=7; flavour=sweet", Text(await fixture.Session.GetAsync("/", "a", Token)));
        fixture.User.Iteration = 1;
        Assert.Equal("", Text(await fixture.Session.GetAsync("/", "a", Token)));
    }

    [Fact]
    public async Task Cookies_NotReset_OutliveTheIteration()
    {
        await using var fixture = await SessionFixture.StartAsync(SetAndTellAsync, plan: new HttpPlanOptions { NoCookiesReset = true });

        await fixture.Session.GetAsync("/", "a", Token);
        fixture.User.Iteration = 1;

        Assert.Equal("id=7; flavour=sweet", Text(await fixture.Session.GetAsync("/", "a", Token)));
    }

    [Fact]
    public async Task Cookies_OfTwoUsers_AreTheirOwn()
    {
        await using var fixture = await SessionFixture.StartAsync(SetAndTellAsync);
        await using var other = fixture.AnotherSession();

        await fixture.Session.GetAsync("/", "a", Token);

        Assert.Equal("", Text(await other.GetAsync("/", "a", Token)));
    }

    [Theory]
    [InlineData(HttpClientKind.Lean, "gzip")]
    [InlineData(HttpClientKind.Lean, "br")]
    [InlineData(HttpClientKind.Lean, "deflate")]
    [InlineData(HttpClientKind.Lean, "bare deflate")]
    [InlineData(HttpClientKind.Sockets, "gzip")]
    [InlineData(HttpClientKind.Sockets, "br")]
    public async Task Body_Encoded_IsUndoneAndCountedAsOnTheWire(HttpClientKind client, string encoding)
    {
        var text = string.Concat(Enumerable.Repeat("over and over ", 10_000));
        string? asked = null;
        await using var fixture = await SessionFixture.StartAsync(
            async context =>
            {
                asked = context.Request.Headers.AcceptEncoding;
                context.Response.Headers.ContentEncoding = encoding.Split(' ')[^1];
                await using var body = Encoder(encoding, context.Response.Body);
                await body.WriteAsync(Encoding.ASCII.GetBytes(text), Token);
            },
            new HttpTransportOptions { Client = client, Decompress = true });

        var result = await fixture.Session.GetAsync("/", "a", Token);

        Assert.Equal((null, 200, text), (result.Error, result.Status, Text(result)));
        Assert.Equal("gzip, deflate, br", asked);
        Assert.InRange(fixture.Recorded().Query("data_received").Sum, 50, text.Length / 10);
    }

    [Fact]
    public async Task Body_NotAsItsEncodingSays_IsATransportError()
    {
        await using var server = ScriptedServer.Always("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello");
        await using var fixture = SessionFixture.At(server.Address);

        var result = await fixture.Session.GetAsync("/", "a", Token);

        Assert.Equal(0, result.Status);
        Assert.Contains("gzip", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_OfUnknownEncoding_IsLeftAsItCame()
    {
        await using var server = ScriptedServer.Always("HTTP/1.1 200 OK\r\nContent-Encoding: aws-chunked\r\nContent-Length: 5\r\n\r\nhello");
        await using var fixture = SessionFixture.At(server.Address);

        Assert.Equal("hello", Text(await fixture.Session.GetAsync("/", "a", Token)));
    }

    private static Task SetAndTellAsync(HttpContext context)
    {
        context.Response.Headers.Append("Set-Cookie", "id=7; Path=/; Expires=Wed, 09 Jun 2100 10:18:14 GMT; HttpOnly");
        context.Response.Headers.Append("Set-Cookie", "flavour=sweet");
        context.Response.Headers.Append("Set-Cookie", "foreign=1; Domain=example.com");
        return context.Response.WriteAsync(context.Request.Headers.Cookie.ToString(), Token);
    }

    private static Stream Encoder(string encoding, Stream body) => encoding switch
    {
        "gzip" => new GZipStream(body, CompressionLevel.Optimal),
        "br" => new BrotliStream(body, CompressionLevel.Optimal),
        "deflate" => new ZLibStream(body, CompressionLevel.Optimal),
        _ => new DeflateStream(body, CompressionLevel.Optimal),
    };

    private static string Text(HttpResult result) => Encoding.ASCII.GetString(result.Body.Span);
}
