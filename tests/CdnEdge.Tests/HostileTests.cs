using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using UpCoach.Testing;

namespace UpCoach.CdnEdge.Tests;

/// <summary>What attackers send to the first address that they find: the edge's.</summary>
[Trait("kind", "server")]
public sealed class HostileTests
{
    private const int Holders = 200;
    private const int MostOriginBytes = 256 * 1024;

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public static TheoryData<string, string, int> Requests => new()
    {
        { "a header of 40 KB", $"GET /who HTTP/1.1\r\nHost: x\r\nX: {new string('a', 40_000)}\r\n\r\n", 431 },
        { "200 headers", $"GET /who HTTP/1.1\r\nHost: x\r\n{string.Concat(Enumerable.Range(0, 200).Select(n => string.Create(CultureInfo.InvariantCulture, $"X{n}: 1\r\n")))}\r\n", 431 },
        { "a path of 10 KB", $"GET /{new string('a', 10_000)} HTTP/1.1\r\nHost: x\r\n\r\n", 414 },
        { "no host", "GET /who HTTP/1.1\r\n\r\n", 400 },
        { "two lengths", "POST /who HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na", 400 },
        { "a bad chunk", "POST /digest HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400 },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Request_Malformed_IsRefused(string what, string request, int status)
    {
        await using var edge = await EdgeUnderTest.StartAsync();

        Assert.Equal((what, status), (what, await RawConnection.StatusAsync(edge.Client.BaseAddress!, request, Stop)));
        Assert.All(edge.Origins.SelectMany(origin => origin.Seen), seen => Assert.Equal("POST /digest", seen)); // The bad chunk comes after good headers.
    }

    [Fact]
    public async Task Headers_ThatNeverEnd_AreCutOffWhileOthersAreServed()
    {
        await using var edge = await EdgeUnderTest.StartAsync(null, "Cdn:HeaderPatience=00:00:02");
        var connections = await Task.WhenAll(Enumerable.Range(0, Holders).Select(_ => RawConnection.OpenAsync(edge.Client.BaseAddress!, Stop)));
        await Task.WhenAll(connections.Select(connection => connection.SendAsync("GET /who HTTP/1.1\r\nHost: x\r\nX-a: ", Stop)));

        Assert.StartsWith("upcoach-", await edge.Client.GetStringAsync("/who", Stop), StringComparison.Ordinal);

        await Task.WhenAll(connections.Select(async connection =>
        {
            await connection.SendAsync("b", Stop);
            Assert.Equal(StatusCodes.Status408RequestTimeout, await connection.ReadStatusAsync(Stop));
            connection.Dispose();
        }));
    }

    [Theory]
    [InlineData("Content-Length: 10000000000\r\n\r\n")]
    [InlineData("Content-Length: 10000000000\r\n\r\nthe first of it")]
    [InlineData("Expect: 100-continue\r\nContent-Length: 10000000000\r\n\r\n")]
    public async Task Body_OriginRefusesAtOnce_IsRefusedWithTheOriginsStatus(string rest)
    {
        await using var edge = await RefusingLargeBodiesAsync();

        var status = await RawConnection.StatusAsync(edge.Client.BaseAddress!, $"POST /any/limited HTTP/1.1\r\nHost: x\r\n{rest}", Stop);

        Assert.Equal(StatusCodes.Status413PayloadTooLarge, status);
    }

    [Theory]
    [InlineData(MostOriginBytes, HttpStatusCode.OK)]
    [InlineData(MostOriginBytes + 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(40_000_000, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Body_OriginsLimit_HoldsThroughTheEdge(int bytes, HttpStatusCode expected)
    {
        await using var edge = await RefusingLargeBodiesAsync();

        using var answer = await edge.Client.PostAsync("/any/limited", new ByteArrayContent(new byte[bytes]), Stop);

        Assert.Equal(expected, answer.StatusCode);
    }

    // As the API does: a limit, and nothing of the body is read that is over it.
    private static async Task<EdgeUnderTest> RefusingLargeBodiesAsync()
    {
        var edge = await EdgeUnderTest.StartAsync();
        edge.Answer(async context =>
        {
            context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = MostOriginBytes;
            try
            {
                await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            }
            catch (BadHttpRequestException e)
            {
                context.Response.StatusCode = e.StatusCode;
            }
        });
        return edge;
    }
}
