using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace UpCoach.CdnEdge.Tests;

[Trait("kind", "server")]
public sealed class ForwardingTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answer_FromOrigin_NamesTheEdgeAndKeepsTheOriginsHeaders()
    {
        await using var edge = await EdgeUnderTest.StartAsync();

        using var response = await edge.Client.GetAsync("/headers", Stop);

        Assert.Equal("us-east", Assert.Single(response.Headers.GetValues("X-Cdn-Region")));
        Assert.Equal("1.1 cdn-us-east", Assert.Single(response.Headers.GetValues("Via")));
        Assert.Equal("cdn-us-east; fwd=uri-miss; fwd-status=200", Assert.Single(response.Headers.GetValues("Cache-Status")));
        Assert.StartsWith("upcoach-", Assert.Single(response.Headers.GetValues("X-Served-By")), StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl is { Private: true, NoStore: true });
    }

    [Fact]
    public async Task Request_AtOrigin_TellsWhoAskedAndNoHopByHopHeader()
    {
        await using var edge = await EdgeUnderTest.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/headers");
        request.Headers.Add("Authorization", "Bearer token");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("Keep-Alive", "timeout=5");

        using var response = await edge.Client.SendAsync(request, Stop);

        var seen = edge.Origins.Single(origin => origin.LastHeaders.Count > 0).LastHeaders;
        Assert.Equal("Bearer token", seen["Authorization"]);
        Assert.Equal("1.1 cdn-us-east", seen["Via"]);
        Assert.Equal(edge.Client.BaseAddress!.Authority, seen["X-Forwarded-Host"]);
        Assert.DoesNotContain("203.0.113.9", seen["X-Forwarded-For"], StringComparison.Ordinal);
        Assert.DoesNotContain("Keep-Alive", seen.Keys);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Answer_OriginsError_PassesThroughAndIsNotRetried(int status)
    {
        await using var edge = await EdgeUnderTest.StartAsync();

        using var response = await edge.Client.GetAsync($"/status/{status}", Stop);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Stop));
        Assert.Single(edge.Origins.SelectMany(origin => origin.Seen));
    }

    [Fact]
    public async Task RequestBody_Of40Megabytes_ArrivesUnchanged()
    {
        await using var edge = await EdgeUnderTest.StartAsync();
        var body = Body.Of40Megabytes(seed: 7);

        using var response = await edge.Client.PostAsync("/digest", new ByteArrayContent(body), Stop);

        Assert.Equal(Convert.ToHexString(SHA256.HashData(body)), await response.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task ResponseBody_Of40Megabytes_ArrivesUnchanged()
    {
        await using var edge = await EdgeUnderTest.StartAsync();

        var body = await edge.Client.GetByteArrayAsync("/large/8", Stop);

        Assert.Equal(Body.Of40Megabytes(seed: 8), body);
    }

    [Fact]
    public async Task WebSocket_ThroughTheEdge_CarriesMessages()
    {
        await using var edge = await EdgeUnderTest.StartAsync();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(edge.Client.BaseAddress!) { Scheme = "ws", Path = "/socket" }.Uri, Stop);

        await socket.SendAsync(Encoding.UTF8.GetBytes("ping"), WebSocketMessageType.Text, endOfMessage: true, Stop);
        var buffer = new byte[16];
        var answer = await socket.ReceiveAsync(buffer, Stop);

        Assert.Equal("ping", Encoding.UTF8.GetString(buffer, 0, answer.Count));
    }
}
