using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.NetworkConditions;
using UpCoach.LoadRunners.Protocols.ServerSentEvents;
using UpCoach.Protocols.Tests.Http;

namespace UpCoach.Protocols.Tests.ServerSentEvents;

[Trait("kind", "server")]
public sealed class EventStreamSessionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly EventStreamOptions Options = new()
    {
        Path = "/events",
        Name = "events",
        ConnectTimeout = Patience,
        Reconnect = new BackOff { First = TimeSpan.FromMilliseconds(20) },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_AllFields_AreReadByTheRules()
    {
        await using var server = await ServeAsync(
            "\uFEFF: a comment\n\nretry: 4500\nid: 7\nevent: tick\ndata: one\ndata: two\n\ndata:three\r\n\r\nid: 8\ndata\n\ndata: cut off");
        using var transport = new EventStreamTransport();
        var bench = new Bench(server.Address);
        await using var session = new EventStreamSession(bench.User, transport, Options with { Reconnect = null });

        Assert.True(await session.ConnectAsync(Token), session.Error);
        List<ServerEvent> events = [];
        while (await session.ReceiveAsync(Token) is { } one) events.Add(one);

        Assert.Equal([("tick", "7", "one\ntwo"), ("message", "7", "three"), ("message", "8", "")], events.Select(one => (one.Type, one.Id, one.Text)));
        Assert.Equal(("8", TimeSpan.FromMilliseconds(4500)), (session.LastEventId, session.RetryHint));
        Assert.Equal(3, bench.Sum("sse_events"));
        Assert.Equal((1, 1, 1), (bench.Sum("sse_sessions"), bench.Count("sse_connecting"), bench.Count("sse_session_duration")));
        Assert.Equal("name:events,scenario:test", bench.Recorded().SeriesOf("sse_events").Single().Tags.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OverTls_CertificateThatNobodyVouchesFor_IsTakenIfThePlanSaysSo(bool skipTlsVerify)
    {
        await using var server = await LoopbackServer.StartAsync(
            async context =>
            {
                context.Response.ContentType = "text/event-stream";
                await context.Response.WriteAsync("id: 1\ndata: a\n\n", Token);
            },
            usesTls: true);
        using var transport = new EventStreamTransport();
        var bench = new Bench(server.Address, http: new HttpPlanOptions { InsecureSkipTlsVerify = skipTlsVerify });
        await using var session = new EventStreamSession(bench.User, transport, Options with { Reconnect = null });

        Assert.Equal(skipTlsVerify, await session.ConnectAsync(Token));
        Assert.Equal(skipTlsVerify ? "a" : null, (await session.ReceiveAsync(Token))?.Text);
        Assert.Equal(skipTlsVerify, session.Error is null);
        Assert.Equal(skipTlsVerify ? 0 : 1, bench.Recorded().Query("sse_failed").Rate);
    }

    [Fact]
    public async Task Redirected_Stream_KeepsItsCredentialsOnItsServerOnly()
    {
        ConcurrentQueue<string> seen = new();
        void Note(HttpContext context) =>
            seen.Enqueue($"{context.Request.Path} [{context.Request.Headers.Authorization}] [{context.Request.Headers.Cookie}] [{context.Request.Headers.Accept}] [{context.Request.Headers["X-Trace"]}]");
        await using var other = await LoopbackServer.StartAsync(context =>
        {
            Note(context);
            context.Response.ContentType = "text/event-stream";
            return context.Response.WriteAsync("data: a\n\n", Token);
        });
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            Note(context);
            context.Response.Redirect(context.Request.Path == "/events" ? "/near" : $"{other.Address}far");
            return Task.CompletedTask;
        });
        using var transport = new EventStreamTransport();
        await using var session = new EventStreamSession(new Bench(server.Address).User, transport, Options with { Reconnect = null, BearerToken = "secret", Headers = [new("Cookie", "mine=1"), new("X-Trace", "7")] });

        Assert.True(await session.ConnectAsync(Token), session.Error);

        Assert.Equal("a", (await session.ReceiveAsync(Token))?.Text);
        Assert.Equal(
            [
                "/events [Bearer secret] [mine=1] [text/event-stream] [7]",
                "/near [Bearer secret] [mine=1] [text/event-stream] [7]",
                "/far [] [] [text/event-stream] [7]",
            ],
            seen);
    }

    [Fact]
    public async Task Redirected_InACircle_IsAFailedConnect()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Redirect("/events");
            return Task.CompletedTask;
        });
        using var transport = new EventStreamTransport();
        await using var session = new EventStreamSession(new Bench(server.Address).User, transport, Options with { Reconnect = null });

        Assert.False(await session.ConnectAsync(Token));
        Assert.Equal("status 302", session.Error);
    }

    [Fact]
    public async Task StreamEnds_Reconnect_AsksFromTheLastEvent()
    {
        ConcurrentQueue<string> asked = new();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            var last = context.Request.Headers["Last-Event-ID"].FirstOrDefault("0")!;
            asked.Enqueue(last);
            context.Response.ContentType = "text/event-stream";
            var first = int.Parse(last, CultureInfo.InvariantCulture) + 1;
            await context.Response.WriteAsync($"retry: 10\nid: {first}\ndata: a\n\nid: {first + 1}\ndata: b\n\n", Token);
        });
        using var transport = new EventStreamTransport();
        var bench = new Bench(server.Address);
        await using (var session = new EventStreamSession(bench.User, transport, Options))
        {
            await session.ConnectAsync(Token);
            for (var i = 1; i <= 6; i++) Assert.Equal(i, (await session.ReceiveAsync(Token))!.Stamp!.Value.Sequence);
        }

        Assert.Equal(["0", "2", "4"], asked);
        Assert.Equal((2, 0, 0), (bench.Sum("reconnects"), bench.Sum("messages_lost"), bench.Sum("messages_duplicated")));
        Assert.Equal(2, bench.Count("sse_outage"));
        Assert.True(bench.Recorded().Query("sse_uptime").Max < 100);
    }

    [Fact]
    public async Task Stream_GapsAndDoubles_AreCounted()
    {
        await using var server = await ServeAsync("id: 1\ndata: a\n\nid: 4\ndata: a\n\nid: 4\ndata: a\n\nid: 3\ndata: a\n\n");
        using var transport = new EventStreamTransport();
        var bench = new Bench(server.Address);
        await using (var session = new EventStreamSession(bench.User, transport, Options with { Reconnect = null }))
        {
            await session.ConnectAsync(Token);
            while (await session.ReceiveAsync(Token) is not null) { }
        }

        Assert.Equal((1, 1, 1), (bench.Sum("messages_lost"), bench.Sum("messages_duplicated"), bench.Sum("messages_reordered")));
    }

    [Fact]
    public async Task NoContent_Session_EndsForGood()
    {
        var requests = 0;
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.ContentType = "text/event-stream";
            if (++requests == 1) return context.Response.WriteAsync("data: a\n\n", Token);
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        });
        using var transport = new EventStreamTransport();
        var bench = new Bench(server.Address);
        await using var session = new EventStreamSession(bench.User, transport, Options);

        await session.ConnectAsync(Token);
        Assert.NotNull(await session.ReceiveAsync(Token));
        Assert.Null(await session.ReceiveAsync(Token));

        Assert.Equal(2, requests);
        Assert.Equal(0, bench.Recorded().Query("sse_failed").Rate);
    }

    [Fact]
    public async Task Unavailable_ThenBack_CountsTheFailureAndGoesOn()
    {
        var requests = 0;
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.ContentType = "text/event-stream";
            if (++requests != 2) return context.Response.WriteAsync($"id: {requests}\ndata: a\n\n", Token);
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        using var transport = new EventStreamTransport();
        var bench = new Bench(server.Address);
        await using var session = new EventStreamSession(bench.User, transport, Options);

        await session.ConnectAsync(Token);
        Assert.Equal("1", (await session.ReceiveAsync(Token))!.Id);
        Assert.Equal("3", (await session.ReceiveAsync(Token))!.Id);

        Assert.Equal((1, 3), (bench.Recorded().Query("sse_failed").Passes, bench.Count("sse_failed")));
    }

    [Theory]
    [InlineData("text/html", "text/html")]
    [InlineData(null, "status 404")]
    public async Task SomethingElse_Connect_FailsWithoutAnException(string? type, string reason)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = type is null ? 404 : 200;
            context.Response.ContentType = type;
            return context.Response.WriteAsync("data: a\n\n", Token);
        });
        using var transport = new EventStreamTransport();
        var bench = new Bench(server.Address);
        await using var session = new EventStreamSession(bench.User, transport, Options);

        Assert.False(await session.ConnectAsync(Token));

        Assert.Contains(reason, session.Error, StringComparison.Ordinal);
        Assert.Equal(1, bench.Recorded().Query("sse_failed").Rate);
        Assert.Null(await session.ReceiveAsync(Token));
    }

    [Fact]
    public async Task Listen_TimeOver_LosesNoEvent()
    {
        var gate = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("id: 1\ndata: a\n\n", Token);
            await context.Response.Body.FlushAsync(Token);
            await gate.Task.WaitAsync(Token);
            await context.Response.WriteAsync("id: 2\ndata: b\n\n", Token);
        });
        using var transport = new EventStreamTransport();
        var time = new FakeTimeProvider();
        await using var session = new EventStreamSession(new Bench(server.Address, time).User, transport, Options);
        await session.ConnectAsync(Token);
        var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);

        var listening = session.ListenAsync(TimeSpan.FromMinutes(1), one => heard.SetResult(one.Id), Token);
        Assert.Equal("1", await heard.Task.WaitAsync(Patience, Token));
        Assert.False(listening.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await listening.WaitAsync(Patience, Token));
        gate.SetResult();

        Assert.Equal("2", (await session.ReceiveAsync(Token))!.Id);
    }

    [Fact]
    public async Task Stamps_InTheData_GiveTheLatency()
    {
        var now = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;
        await using var server = await ServeAsync(string.Create(CultureInfo.InvariantCulture, $"data: {{\"seq\":5,\"ts\":{now - 60_000}}}\n\n"));
        using var transport = new EventStreamTransport();
        var bench = new Bench(server.Address);
        await using var session = new EventStreamSession(bench.User, transport, Options with { Reader = new JsonMessageReader() });

        await session.ConnectAsync(Token);
        await session.ReceiveAsync(Token);

        Assert.Equal(5, session.LastSequence);
        Assert.InRange(bench.Recorded().Query("delivery_latency").Min, 60_000, 100_000);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ManyUsers_SameEvents_AgreeUnlessOneIsToldSomethingElse(bool lies)
    {
        var users = 0;
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            var isLied = Interlocked.Increment(ref users) == 7 && lies;
            context.Response.ContentType = "text/event-stream";
            for (var i = 1; i <= 50; i++) await context.Response.WriteAsync($"id: {i}\ndata: {(isLied && i == 20 ? "other" : "same")} {i}\n\n", Token);
        });
        using var transport = new EventStreamTransport();
        var ledger = new ConsistencyLedger();
        var bench = new Bench(server.Address);

        var checksums = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            await using var session = new EventStreamSession(bench.User, transport, Options with { Reconnect = null, Ledger = ledger });
            await session.ConnectAsync(Token);
            while (await session.ReceiveAsync(Token) is not null) { }
            return session.Checksum;
        }));

        Assert.Equal(lies ? 2 : 1, checksums.Distinct().Count());
        Assert.Equal(50 * 19, ledger.Compared);
        Assert.Equal(lies, ledger.Differing > 0);
        Assert.Equal(lies, bench.Recorded().Query("sse_events_consistent").Rate < 1);
    }

    [Fact]
    public async Task NetworkReset_InTheMiddle_LosesNothing()
    {
        var gate = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            var last = int.Parse(context.Request.Headers["Last-Event-ID"].FirstOrDefault("0")!, CultureInfo.InvariantCulture);
            for (var i = last + 1; i <= 300; i++)
            {
                await context.Response.WriteAsync($"id: {i}\ndata: {new string('x', 100)}\n\n", context.RequestAborted);
                await gate.Task.WaitAsync(context.RequestAborted);
            }
        });
        await using var proxy = ShapingProxy.Start(server.Address, owner: Token);
        proxy.Downstream.Toxics = [new ResetToxic(8_000)];
        using var transport = new EventStreamTransport();
        var bench = new Bench(proxy.Through(server.Address));
        await using (var session = new EventStreamSession(bench.User, transport, Options))
        {
            Assert.True(await session.ConnectAsync(Token), session.Error);
            while (session.LastSequence is null or < 300)
            {
                Assert.NotNull(await session.ReceiveAsync(Token));
                gate.TrySetResult(); // a reset before the first event would be a failed connect
                if (proxy.Resets > 0) proxy.Downstream.Toxics = [];
            }
        }

        Assert.True(bench.Sum("reconnects") >= 1);
        Assert.Equal((300, 0, 0), (bench.Sum("sse_events"), bench.Sum("messages_lost"), bench.Sum("messages_duplicated")));
    }

    private static Task<LoopbackServer> ServeAsync(string stream) => LoopbackServer.StartAsync(context =>
    {
        context.Response.ContentType = "text/event-stream";
        return context.Response.WriteAsync(stream, Token);
    });
}
