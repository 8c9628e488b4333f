using System.Globalization;
using System.Text;
using CsCheck;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.Protocols.Tests.Http;

/// <summary>Whatever is asked of nginx, in whatever order on a connection, our client gets what SocketsHttpHandler gets.</summary>
[Trait("kind", "server")]
public sealed class SameAsTheRuntimeOnNginxTests(Nginx nginx) : IClassFixture<Nginx>
{
    private static readonly HttpPlanOptions s_plan = new() { MaxRedirects = 0, InsecureSkipTlsVerify = true };

    private static readonly KeyValuePair<string, string> s_gzip = Header("Accept-Encoding", "gzip");

    private static readonly HttpCall[] s_calls =
    [
        Get("/text"), Get("/random"), Get("/empty"), Get("/absent"), Get("/large-headers"), Get("/nothing"), Get("/moved"), Get("/closes"), Get("/slow"), Get("/continued"),
        Get("/packed", s_gzip), Get("/packed"), Get("/to-the-end", s_gzip),
        Get("/echo-header", Header("X-Big", new string('h', 20_000))), Get("/echo-header", Header("X-Big", new string('h', 40_000))), // the second one is too much: 400
        Get("/text", Header("Range", "bytes=100-199")), Get("/text", Header("Range", "bytes=90000-")), Get("/text", Header("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")),
        Get("/text") with { Method = HttpMethod.Head }, Get("/packed", s_gzip) with { Method = HttpMethod.Head }, Get("/absent") with { Method = HttpMethod.Head }, Get("/closes") with { Method = HttpMethod.Head },
        Get("/text") with { Method = HttpMethod.Delete }, // 405
        Post("some text"), Post(""), Post(new string('p', 5_000)), Post("waits", Header("Expect", "100-continue")), Post("some text") with { KeepsBody = false },
    ];

    // Of the server's own, not of the one response.
    private static readonly string[] s_headers =
    [
        "Content-Length", "Content-Type", "Content-Encoding", "Content-Range", "Transfer-Encoding", "Connection", "Location", "ETag", "Last-Modified", "Accept-Ranges", "Server", "X-A",
        .. Enumerable.Range(1, 8).Select(n => string.Create(CultureInfo.InvariantCulture, $"X-Large-{n}")),
    ];

    [Theory]
    [InlineData(ConnectionEngine.Epoll, false)]
    [InlineData(ConnectionEngine.Sockets, false)]
    [InlineData(ConnectionEngine.Fastest, true)]
    public async Task Requests_InAnyOrder_GetWhatTheRuntimeGets(ConnectionEngine engine, bool usesTls)
    {
        var address = usesTls ? nginx.TlsAddress : nginx.Address;
        await using var lean = SessionFixture.At(address, new HttpTransportOptions { Engine = engine }, s_plan);
        await using var runtime = SessionFixture.At(address, new HttpTransportOptions { Client = HttpClientKind.Sockets }, s_plan);
        HashSet<int> statuses = [];

        await CompareAsync(s_calls);
        Assert.Equal([200, 204, 206, 301, 304, 400, 404, 405, 416], statuses.Order());
        await Gen.Int[0, s_calls.Length - 1].Array[10, 30].SampleAsync(order => CompareAsync(order.Select(i => s_calls[i])), iter: 6, threads: 1);

        async Task CompareAsync(IEnumerable<HttpCall> calls)
        {
            foreach (var call in calls)
            {
                var (ours, theirs) = (await AskAsync(lean, call), await AskAsync(runtime, call));
                Assert.Equal((call.Path, theirs.Error, theirs.Status), (call.Path, ours.Error, ours.Status));
                Assert.Equal(theirs.Body.ToArray(), ours.Body.ToArray());
                foreach (var name in s_headers) Assert.Equal((call.Path, name, string.Join('|', theirs.Headers(name))), (call.Path, name, string.Join('|', ours.Headers(name))));
                statuses.Add(ours.Status);
            }
        }
    }

    [Theory]
    [InlineData(ConnectionEngine.Epoll)]
    [InlineData(ConnectionEngine.Sockets)]
    public async Task Connection_ThatNginxEnds_IsUsedAsLongAsTheRuntimeWouldAndThenReplaced(ConnectionEngine engine)
    {
        await using var lean = SessionFixture.At(nginx.Address, new HttpTransportOptions { Engine = engine }, s_plan);
        await using var runtime = SessionFixture.At(nginx.Address, new HttpTransportOptions { Client = HttpClientKind.Sockets }, s_plan);
        var (ours, theirs) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < 16; i++)
        {
            ours.Append(Encoding.ASCII.GetString((await AskAsync(lean, Get("/count"))).Body.Span));
            theirs.Append(Encoding.ASCII.GetString((await AskAsync(runtime, Get("/count"))).Body.Span));
        }

        Assert.Equal("1234567123456712", theirs.ToString());
        Assert.Equal(theirs.ToString(), ours.ToString());
    }

    [Theory]
    [InlineData(HttpClientKind.Lean)]
    [InlineData(HttpClientKind.Sockets)]
    public async Task Body_InChunks_ArrivesAtNginx(HttpClientKind client)
    {
        await using var fixture = SessionFixture.At(nginx.Address, new HttpTransportOptions { Client = client }, s_plan);
        using var body = new MemoryStream(Encoding.ASCII.GetBytes(new string('c', 3_000)));

        var result = await AskAsync(fixture, Post("") with { BodyStream = body });

        Assert.Equal($"POST 3000 {new string('c', 3_000)}", Encoding.ASCII.GetString(result.Body.Span));
    }

    private static KeyValuePair<string, string> Header(string name, string value) => new(name, value);

    private static HttpCall Get(string path, params KeyValuePair<string, string>[] headers) => new(HttpMethod.Get, path, "a") { Headers = headers };

    private static HttpCall Post(string body, params KeyValuePair<string, string>[] headers) =>
        new(HttpMethod.Post, "/post", "a") { Body = Encoding.ASCII.GetBytes(body), ContentType = "text/plain", Headers = headers };

    private static async Task<HttpResult> AskAsync(SessionFixture fixture, HttpCall call) => await fixture.Session.SendAsync(call, TestContext.Current.CancellationToken);
}
