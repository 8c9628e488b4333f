using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.Protocols.Tests.Http;

/// <summary>TLS by both clients, and HTTP/2, on Kestrel with a certificate of its own.</summary>
[Trait("kind", "server")]
public sealed class TlsTests
{
    private static readonly HttpPlanOptions s_insecure = new() { InsecureSkipTlsVerify = true };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<HttpClientKind, ConnectionEngine, int> Ways => new()
    {
        { HttpClientKind.Lean, ConnectionEngine.Epoll, 1 },
        { HttpClientKind.Lean, ConnectionEngine.Sockets, 1 },
        { HttpClientKind.Sockets, ConnectionEngine.Fastest, 1 },
        { HttpClientKind.Lean, ConnectionEngine.Fastest, 2 },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Request_OverTls_IsAnsweredAndTimed(HttpClientKind client, ConnectionEngine engine, int version)
    {
        await using var fixture = await SessionFixture.StartAsync(EchoAsync, Options(client, engine), Plan(version), usesTls: true);

        var get = await fixture.Session.GetAsync("/a?b=c", "a", Token);
        Assert.Equal((null, $"HTTP/{version}{(version == 1 ? ".1" : "")} GET /a?b=c "), (get.Error, Text(get)));
        for (var i = 0; i < 5; i++)
        {
            var post = await fixture.Session.PostJsonAsync("/a", "b", new byte[30_000], Token);
            Assert.Equal((null, 30_000), (post.Error, Text(post).Length - Text(post).IndexOf('\0', StringComparison.Ordinal)));
        }

        var recorded = fixture.Recorded();
        Assert.True(recorded.Query("http_req_tls_handshaking").Max > 0);
        Assert.Equal(0, recorded.Query("http_req_tls_handshaking").Min);
        Assert.True(recorded.Query("http_req_connecting").Max > 0);
        Assert.True(recorded.Query("http_req_waiting").Max > 0);
        Assert.InRange(recorded.Query("data_sent").Sum, 150_000, 156_000);
        Assert.InRange(recorded.Query("data_received").Sum, 150_000, 156_000);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Certificate_NobodyVouchesFor_IsATransportError(HttpClientKind client, ConnectionEngine engine, int version)
    {
        await using var fixture = await SessionFixture.StartAsync(
            EchoAsync, Options(client, engine), Plan(version) with { InsecureSkipTlsVerify = false }, usesTls: true);

        var result = await fixture.Session.GetAsync("/", "a", Token);

        Assert.Equal(0, result.Status);
        Assert.Contains("certificate", result.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Http2_SideBySide_SharesAConnection()
    {
        HashSet<string> connections = [];
        await using var fixture = await SessionFixture.StartAsync(
            async context =>
            {
                lock (connections) connections.Add(context.Connection.Id);
                await context.Response.WriteAsync(context.Request.Query["n"].ToString(), Token);
            },
            plan: Plan(2),
            usesTls: true);
        await fixture.Session.GetAsync("/", "a", Token);

        var bodies = await Task.WhenAll(Enumerable.Range(0, 40).Select(async n => Text(await fixture.Session.GetAsync($"/?n={n}", "a", Token))));

        Assert.Equal(Enumerable.Range(0, 40).Select(n => $"{n}"), bodies);
        Assert.Single(connections);
    }

    [Fact]
    public async Task Http2_Phases_AddUpToTheServiceTime()
    {
        await using var fixture = await SessionFixture.StartAsync(
            async context =>
            {
                // More than all buffers on the way hold: once it is out, the client has its first byte.
                await context.Response.Body.WriteAsync(new byte[12_000_000], Token);
                await context.Response.Body.FlushAsync(Token);
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Token);
                await context.Response.WriteAsync("last", Token);
            },
            plan: Plan(2),
            usesTls: true);

        await fixture.Session.GetAsync("/", "a", Token);

        var recorded = fixture.Recorded();
        var parts = recorded.Query("http_req_sending").Sum + recorded.Query("http_req_waiting").Sum + recorded.Query("http_req_receiving").Sum;
        Assert.Equal(recorded.Query("http_req_duration").Sum, parts, 0.01);
        Assert.True(recorded.Query("http_req_receiving").Sum >= 25);
    }

    [Fact]
    public async Task Tls_OnAPlainPort_IsATransportError()
    {
        await using var server = ScriptedServer.Always("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", thenCloses: true);
        await using var fixture = SessionFixture.At(
            new Uri($"https://{server.Address.Authority}"), new HttpTransportOptions { ConnectTimeout = TimeSpan.FromSeconds(1) }, s_insecure);

        var result = await fixture.Session.GetAsync("/", "a", Token);

        Assert.Equal(0, result.Status);
        Assert.NotEmpty(result.Error!);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Tls_OfAServerThatSaysNothing_IsEndedByTheConnectTimeout(HttpClientKind client, ConnectionEngine engine, int version)
    {
        await using var server = ScriptedServer.Start(_ => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Token));
        await using var fixture = SessionFixture.At(
            new Uri($"https://{server.Address.Authority}"),
            Options(client, engine) with { ConnectTimeout = TimeSpan.FromMilliseconds(200) },
            Plan(version));

        Assert.Equal("no connection within 0.2 s", (await fixture.Session.GetAsync("/", "a", Token)).Error);
    }

    private static HttpTransportOptions Options(HttpClientKind client, ConnectionEngine engine) =>
        new() { Client = client, Engine = engine, ConnectTimeout = TimeSpan.FromSeconds(60) };

    private static HttpPlanOptions Plan(int version) =>
        s_insecure with { HttpVersion = version == 2 ? HttpVersion.Version20 : HttpVersion.Version11 };

    private static async Task EchoAsync(HttpContext context)
    {
        await context.Response.WriteAsync($"{context.Request.Protocol} {context.Request.Method} {context.Request.Path}{context.Request.QueryString} ", Token);
        await context.Request.Body.CopyToAsync(context.Response.Body, Token);
    }

    private static string Text(HttpResult result) => Encoding.ASCII.GetString(result.Body.Span);
}
