using System.Text;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.Testing;

namespace UpCoach.Protocols.Tests.Http;

/// <summary>What no well-behaved server sends, and what servers send rarely.</summary>
[Trait("kind", "server")]
public sealed class LeanHttpClientTests
{
    private const string Hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<ConnectionEngine> Engines => [ConnectionEngine.Epoll, ConnectionEngine.Sockets];

    [Theory]
    [InlineData("chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0A\r\n, it is me\r\n0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n", "hello, it is me")]
    [InlineData("chunked wins over a length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "hello")]
    [InlineData("interim responses", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "hello")]
    [InlineData("bare line feeds", "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello", "hello")]
    [InlineData("folded value", "HTTP/1.1 200 OK\r\nX-Long: one\r\n two\r\n\tthree\r\nContent-Length:\r\n 5\r\n\r\nhello", "hello")]
    [InlineData("no reason", "HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello", "hello")]
    [InlineData("same length twice", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello", "hello")]
    [InlineData("no headers but the length", "HTTP/1.1 200 OK\r\ncontent-length:5\r\n\r\nhello", "hello")]
    public async Task Response_Rare_IsUnderstood(string what, string answer, string body)
    {
        await using var server = ScriptedServer.Always(answer);
        await using var fixture = SessionFixture.At(server.Address);

        for (var i = 0; i < 2; i++)
        {
            var result = await fixture.Session.GetAsync("/", what, Token);
            Assert.Equal((null, 200, body), (result.Error, result.Status, Encoding.ASCII.GetString(result.Body.Span)));
        }

        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("HTTP/2 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 2x0 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n: no name\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n folded without a header\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhello\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n")]
    public async Task Response_Malformed_IsATransportError(string answer)
    {
        await using var server = ScriptedServer.Always(answer);
        await using var fixture = SessionFixture.At(server.Address);

        var result = await fixture.Session.GetAsync("/", "a", Token);

        Assert.Equal(0, result.Status);
        Assert.NotEmpty(result.Error!);
        Assert.True(result.Body.IsEmpty);
        Assert.Equal(1, fixture.Recorded().Query("http_req_failed", TagSelector.Of("status", "0")).Passes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n")]
    public async Task Response_CutShort_IsATransportError(string answer)
    {
        await using var server = ScriptedServer.Always(answer, thenCloses: true);
        await using var fixture = SessionFixture.At(server.Address);

        var result = await fixture.Session.GetAsync("/", "a", Token);

        Assert.Equal(0, result.Status);
        Assert.Contains("ended", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Response_WithoutLength_EndsWithTheConnection(ConnectionEngine engine)
    {
        await using var server = ScriptedServer.Always("HTTP/1.1 200 OK\r\n\r\nhello", thenCloses: true);
        await using var fixture = SessionFixture.At(server.Address, new HttpTransportOptions { Engine = engine });

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("hello", Encoding.ASCII.GetString((await fixture.Session.GetAsync("/", "a", Token)).Body.Span));
        }

        Assert.Equal(3, server.Connections);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello", 2)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: X-Hop, Close\r\nContent-Length: 5\r\n\r\nhello", 2)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello", 2)]
    [InlineData("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\nhello", 1)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 500 smuggled\r\n\r\n", 2)]
    [InlineData("HTTP/1.1 304 Not Modified\r\nContent-Length: 50\r\n\r\n", 1)]
    public async Task Connection_AfterTheResponse_IsKeptOrNot(string answer, int connections)
    {
        await using var server = ScriptedServer.Always(answer);
        await using var fixture = SessionFixture.At(server.Address);

        var first = await fixture.Session.GetAsync("/", "a", Token);
        var second = await fixture.Session.GetAsync("/", "a", Token);

        Assert.Equal((first.Status, connections), (second.Status, server.Connections));
        Assert.NotEqual(0, first.Status);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Connection_EndedByTheServerWhileIdle_IsReplaced(ConnectionEngine engine)
    {
        await using var server = ScriptedServer.Start(async visit =>
        {
            await visit.RequestAsync();
            await visit.WriteAsync(Hello);
        });
        await using var fixture = SessionFixture.At(server.Address, new HttpTransportOptions { Engine = engine });

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(200, (await fixture.Session.PostJsonAsync("/", "a", "{}"u8.ToArray(), Token)).Status);
            // The end must have come: a POST that meets it on its way is rightly not sent again.
            await Eventually.TrueAsync(() => TcpConnections.EstablishedTo(server.Address.Port) == 0, "the server's end has come");
        }

        Assert.Equal(0, fixture.Recorded().Query("http_req_failed").Passes);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Get_EndedInsteadOfAnswered_IsSentOnceMore(ConnectionEngine engine)
    {
        await using var server = ScriptedServer.Start(async visit =>
        {
            await visit.RequestAsync();
            await visit.WriteAsync(Hello);
            await visit.RequestAsync(); // ends it instead of an answer
            if (visit.Number % 2 == 0) visit.Reset();
        });
        await using var fixture = SessionFixture.At(server.Address, new HttpTransportOptions { Engine = engine });

        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(200, (await fixture.Session.GetAsync("/", "a", Token)).Status);
        }
    }

    [Fact]
    public async Task Get_EndedOnAFreshConnection_IsNotSentAgain()
    {
        await using var server = ScriptedServer.Start(visit => visit.RequestAsync());
        await using var fixture = SessionFixture.At(server.Address);

        Assert.Equal(0, (await fixture.Session.GetAsync("/", "a", Token)).Status);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Post_EndedInsteadOfAnswered_IsNotSentAgain()
    {
        await using var server = ScriptedServer.Start(async visit =>
        {
            await visit.RequestAsync();
            await visit.WriteAsync(Hello);
            await visit.RequestAsync();
        });
        await using var fixture = SessionFixture.At(server.Address);
        await fixture.Session.GetAsync("/", "a", Token);

        var result = await fixture.Session.PostJsonAsync("/", "a", "{}"u8.ToArray(), Token);

        Assert.Equal((0, 1), (result.Status, server.Connections));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Post_EndedInTheMiddleOfALongBody_IsNotSentAgain(ConnectionEngine engine)
    {
        await using var server = ScriptedServer.Start(async visit =>
        {
            await visit.RequestAsync();
            await visit.WriteAsync(Hello);
            await visit.RequestAsync(); // ends where the buffer does
            visit.Reset();
        });
        await using var fixture = SessionFixture.At(server.Address, new HttpTransportOptions { Engine = engine });
        await fixture.Session.GetAsync("/", "a", Token);

        var result = await fixture.Session.PostJsonAsync("/", "a", new byte[32 * 1024 * 1024], Token);

        Assert.Equal((0, 1), (result.Status, server.Connections));
    }

    [Fact]
    public async Task Head_Endless_IsATransportError()
    {
        await using var server = ScriptedServer.Start(async visit =>
        {
            await visit.RequestAsync();
            await visit.WriteAsync("HTTP/1.1 200 OK\r\n");
            while (true) await visit.WriteAsync("X-More: of the same\r\n");
        });
        await using var fixture = SessionFixture.At(server.Address);

        Assert.Contains("65536", (await fixture.Session.GetAsync("/", "a", Token)).Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Get_TrickledPastTheTimeout_IsEnded(ConnectionEngine engine)
    {
        await using var server = ScriptedServer.Start(async visit =>
        {
            await visit.RequestAsync();
            await visit.WriteAsync(Hello);
            await visit.RequestAsync();
            await visit.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            while (true)
            {
                await visit.WriteAsync("x");
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Token);
            }
        });
        await using var fixture = SessionFixture.At(server.Address, new HttpTransportOptions { Engine = engine, RequestTimeout = TimeSpan.FromMilliseconds(300) });
        await ConnectAsync(fixture);

        Assert.Contains("0.3 s", (await fixture.Session.GetAsync("/", "a", Token)).Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Post_OfAReaderThatStops_IsEndedByTheTimeout(ConnectionEngine engine)
    {
        await using var server = ScriptedServer.Start(async visit =>
        {
            await visit.RequestAsync();
            await visit.WriteAsync(Hello);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Token);
        });
        await using var fixture = SessionFixture.At(server.Address, new HttpTransportOptions { Engine = engine, RequestTimeout = TimeSpan.FromMilliseconds(500) });
        await ConnectAsync(fixture);

        var result = await fixture.Session.PostJsonAsync("/", "a", new byte[32 * 1024 * 1024], Token);

        Assert.Contains("0.5 s", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Post_Long_ArrivesWhole(ConnectionEngine engine)
    {
        await using var fixture = await SessionFixture.StartAsync(async context =>
        {
            long length = 0;
            var buffer = new byte[8192];
            for (int read; (read = await context.Request.Body.ReadAsync(buffer, Token)) > 0;) length += read;
            context.Response.ContentLength = 3_000_000;
            await context.Response.Body.WriteAsync(new byte[3_000_000], Token);
            context.Items["length"] = length;
        }, new HttpTransportOptions { Engine = engine });

        var result = await fixture.Session.PostJsonAsync("/", "a", new byte[5_000_000], Token);

        Assert.Equal((200, 3_000_000), (result.Status, result.Body.Length));
        var recorded = fixture.Recorded();
        Assert.InRange(recorded.Query("data_sent").Sum, 5_000_000, 5_001_000);
        Assert.InRange(recorded.Query("data_received").Sum, 3_000_000, 3_001_000);
    }

    [Fact]
    public async Task Data_OfARequest_IsCountedToTheByte()
    {
        var requested = 0;
        await using var server = ScriptedServer.Start(async visit =>
        {
            while (await visit.RequestAsync() is { } request)
            {
                requested += request.Length;
                await visit.WriteAsync(Hello);
            }
        });
        await using var fixture = SessionFixture.At(server.Address);

        for (var i = 0; i < 10; i++) await fixture.Session.GetAsync("/path?x=1", "a", Token);

        var recorded = fixture.Recorded();
        Assert.Equal((requested, 10 * Hello.Length), ((int)recorded.Query("data_sent").Sum, (int)recorded.Query("data_received").Sum));
    }

    [Theory]
    [InlineData("/plain?q=a%20b", "/plain?q=a%20b")]
    [InlineData("/a b/é?q=ü", "/a%20b/%C3%A9?q=%C3%BC")]
    [InlineData("/a/../b#part", "/b")]
    [InlineData("relative", "/relative")]
    public async Task Path_Any_IsSentEscaped(string path, string line)
    {
        var seen = "";
        await using var server = ScriptedServer.Start(async visit =>
        {
            seen = await visit.RequestAsync();
            await visit.WriteAsync(Hello);
        });
        await using var fixture = SessionFixture.At(server.Address);

        await fixture.Session.GetAsync(path, "a", Token);

        Assert.StartsWith($"GET {line} HTTP/1.1\r\nHost: {server.Address.Authority}\r\n", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_WithALineBreak_IsNotSent()
    {
        await using var server = ScriptedServer.Always(Hello);
        await using var fixture = SessionFixture.At(server.Address);

        var result = await fixture.Session.SendAsync(new HttpCall(HttpMethod.Get, "/", "a") { Headers = [new("X-Evil", "a\r\nHost: other")] }, Token);

        Assert.Equal((0, 0), (result.Status, server.Connections));
        Assert.Contains("X-Evil", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_OfTheCall_ReplacesOurs()
    {
        var seen = "";
        await using var server = ScriptedServer.Start(async visit =>
        {
            seen = await visit.RequestAsync();
            await visit.WriteAsync(Hello);
        });
        await using var fixture = SessionFixture.At(server.Address);

        await fixture.Session.SendAsync(new HttpCall(HttpMethod.Get, "/", "a") { Headers = [new("host", "shop.example"), new("User-Agent", "mine")] }, Token);

        Assert.Equal("GET / HTTP/1.1\r\nhost: shop.example\r\nUser-Agent: mine\r\n\r\n", seen);
    }

    [Theory]
    [InlineData(null, "User-Agent: upcoach-loadrunner\r\n")]
    [InlineData("k6/2.0", "User-Agent: k6/2.0\r\n")]
    [InlineData("", "")]
    public async Task UserAgent_OfThePlan_IsSent(string? userAgent, string line)
    {
        var seen = "";
        await using var server = ScriptedServer.Start(async visit =>
        {
            seen = await visit.RequestAsync();
            await visit.WriteAsync(Hello);
        });
        await using var fixture = SessionFixture.At(server.Address, plan: new HttpPlanOptions { UserAgent = userAgent });

        await fixture.Session.GetAsync("/", "a", Token);

        Assert.Equal($"GET / HTTP/1.1\r\nHost: {server.Address.Authority}\r\n{line}\r\n", seen);
    }

    [Fact]
    public async Task NoConnectionReuse_OfThePlan_ClosesAfterEachRequest()
    {
        await using var server = ScriptedServer.Always(Hello);
        await using var fixture = SessionFixture.At(server.Address, plan: new HttpPlanOptions { NoConnectionReuse = true });

        for (var i = 0; i < 3; i++) await fixture.Session.GetAsync("/", "a", Token);

        Assert.Equal(3, server.Connections);
    }

    [Fact]
    public async Task NoVuConnectionReuse_OfThePlan_ClosesAfterEachIteration()
    {
        await using var server = ScriptedServer.Always(Hello);
        await using var fixture = SessionFixture.At(server.Address, plan: new HttpPlanOptions { NoVuConnectionReuse = true });

        for (var i = 0; i < 6; i++)
        {
            fixture.User.Iteration = i / 2;
            await fixture.Session.GetAsync("/", "a", Token);
        }

        Assert.Equal(3, server.Connections);
    }

    [Fact]
    public async Task DiscardResponseBodies_OfThePlan_ReadsPastThem()
    {
        await using var server = ScriptedServer.Always(Hello);
        await using var fixture = SessionFixture.At(server.Address, plan: new HttpPlanOptions { DiscardResponseBodies = true });

        var thrown = await fixture.Session.GetAsync("/", "a", Token);
        var kept = await fixture.Session.SendAsync(new HttpCall(HttpMethod.Get, "/", "a") { KeepsBody = true }, Token);

        Assert.Equal((200, 0, 200, 5), (thrown.Status, thrown.Body.Length, kept.Status, kept.Body.Length));
    }

    [Theory]
    [InlineData(ConnectionSharing.PerUser, 2)]
    [InlineData(ConnectionSharing.Shared, 1)]
    public async Task Connections_OfTwoUsersInTurn_AreTheirOwnOrShared(ConnectionSharing sharing, int connections)
    {
        await using var server = ScriptedServer.Always(Hello);
        await using var fixture = SessionFixture.At(server.Address, new HttpTransportOptions { Connections = sharing });
        await using var other = fixture.AnotherSession();

        for (var i = 0; i < 3; i++)
        {
            await fixture.Session.GetAsync("/", "a", Token);
            await other.GetAsync("/", "a", Token);
        }

        Assert.Equal(connections, server.Connections);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Requests_SideBySide_AllGetTheirOwnAnswer(ConnectionEngine engine)
    {
        await using var fixture = await SessionFixture.StartAsync(
            async context => await context.Response.Body.WriteAsync(Encoding.ASCII.GetBytes(context.Request.QueryString.Value!), Token),
            new HttpTransportOptions { Engine = engine });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async user =>
        {
            for (var i = 0; i < 50; i++)
            {
                var result = await fixture.Session.GetAsync($"/?{user}-{i}", "a", Token);
                Assert.Equal($"?{user}-{i}", Encoding.ASCII.GetString(result.Body.Span));
            }
        }));
    }

    // A time-out that is used up by the connect says something else.
    private static Task ConnectAsync(SessionFixture fixture) =>
        Eventually.TrueAsync(async () => (await fixture.Session.GetAsync("/", "connect", Token)).Status == 200, "there is a connection", Token);
}
