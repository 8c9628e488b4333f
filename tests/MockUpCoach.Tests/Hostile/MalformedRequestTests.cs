using System.Globalization;
using UpCoach.Testing;

namespace UpCoach.MockUpCoach.Tests.Hostile;

[Trait("kind", "server")]
public sealed class MalformedRequestTests(ApiFixture api)
{
    private readonly CancellationToken stop = TestContext.Current.CancellationToken;

    public static TheoryData<string, string, int> Requests => new()
    {
        { "a header of 20 KB", $"GET /health HTTP/1.1\r\nHost: x\r\nX: {new string('a', 20_000)}\r\n\r\n", 431 },
        { "200 headers", $"GET /health HTTP/1.1\r\nHost: x\r\n{string.Concat(Enumerable.Range(0, 200).Select(n => string.Create(CultureInfo.InvariantCulture, $"X{n}: 1\r\n")))}\r\n", 431 },
        { "a token of 30 KB", $"GET /api/v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {new string('a', 30_000)}\r\n\r\n", 431 },
        { "a path of 10 KB", $"GET /{new string('a', 10_000)} HTTP/1.1\r\nHost: x\r\n\r\n", 414 },
        { "no host", "GET /health HTTP/1.1\r\n\r\n", 400 },
        { "two hosts", "GET /health HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400 },
        { "a line end in a header's name", "GET /health HTTP/1.1\r\nHost: x\r\nA\rB: 1\r\n\r\n", 400 },
        { "a folded header", "GET /health HTTP/1.1\r\nHost: x\r\nA: 1\r\n b\r\n\r\n", 400 },
        { "a NUL in a header", "GET /health HTTP/1.1\r\nHost: x\r\nA: 1\0\r\n\r\n", 400 },
        { "an unknown version", "GET /health HTTP/9.9\r\nHost: x\r\n\r\n", 505 },
        { "no HTTP", "\x16\x03\x01\x02\0\x01\0\r\n\r\n", 400 },
        { "a negative length", "POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400 },
        { "two lengths", "POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na", 400 },
        { "an unknown transfer coding", "POST /oauth/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 400 },
        { "a bad chunk", "POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400 },
        { "a body of 10 GB announced", "POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10000000000\r\n\r\n", 413 },
        { "no media type", "POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na", 415 },
        { "no body", "POST /oauth/token HTTP/1.1\r\nHost: x\r\n\r\n", 415 },
        { "a form in parts", "POST /oauth/revoke HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 5\r\n\r\n--b--", 415 },
        { "a form of 3,000 fields", FormPost(string.Join('&', Enumerable.Range(0, 3_000).Select(n => string.Create(CultureInfo.InvariantCulture, $"f{n}=1")))), 400 },
        { "a form's name of 5 KB", FormPost($"{new string('a', 5_000)}=1"), 400 },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Request_Malformed_IsRefused(string what, string request, int status)
    {
        Assert.Equal((what, status), (what, await RawConnection.StatusAsync(api.First.Address, request, stop)));
        await StillServesAsync();
    }

    [Fact]
    public async Task Request_LengthAndChunks_CannotHideASecondRequest()
    {
        // Whoever reads the length sees one request, whoever reads the chunks two. The connection must not go on after it.
        using var connection = await RawConnection.OpenAsync(api.First.Address, stop);
        await connection.SendAsync("POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health HTTP/1.1\r\nHost: x\r\n\r\n", stop);
        Assert.InRange(await connection.ReadStatusAsync(stop), 400, 499);
        await connection.ReadToEndAsync(stop);
    }

    private static string FormPost(string form) => string.Create(
        CultureInfo.InvariantCulture,
        $"POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n\r\n{form}");

    private async Task StillServesAsync()
    {
        using var health = await api.First.Client.GetAsync(new Uri("/health", UriKind.Relative), stop);
        Assert.True(health.IsSuccessStatusCode);
    }
}
