using System.Text;
using Microsoft.Extensions.Time.Testing;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.NetworkConditions;
using UpCoach.LoadRunners.Protocols.WebSocket;
using UpCoach.LoadRunners.Protocols.WebSocket.Frames;
using UpCoach.Protocols.Tests.Http;
using UpCoach.Testing;

namespace UpCoach.Protocols.Tests.WebSocket;

[Trait("kind", "server")]
public sealed class WebSocketSessionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly WebSocketOptions Plain = new()
    {
        Path = "/hub",
        Name = "hub",
        ConnectTimeout = Patience,
        CloseTimeout = Patience,
    };

    private static readonly WebSocketOptions Resuming = Plain with
    {
        Reader = new JsonMessageReader(),
        Reconnect = new BackOff { First = TimeSpan.FromMilliseconds(20) },
        ResumePath = last => $"/hub?after={last}",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connect_Ok_IsRecorded()
    {
        var hub = new TestHub();
        await using var server = await LoopbackServer.StartAsync(hub.HandleAsync);
        var bench = new Bench(server.Address);
        await using (var session = new WebSocketSession(bench.User, Plain with { SubProtocols = ["chat"] }))
        {
            Assert.True(await session.ConnectAsync(Token), session.Error);
            Assert.True(session.IsOpen);
            Assert.Equal("chat", session.SubProtocol);
        }

        var recorded = bench.Recorded();
        Assert.Equal("name:hub,scenario:test", recorded.SeriesOf("ws_connecting").Single().Tags.ToString());
        Assert.Equal((1, 1, 1), (recorded.Query("ws_sessions").Sum, recorded.Query("ws_connecting").Count, recorded.Query("ws_session_duration").Count));
        Assert.Equal(0, recorded.Query("ws_failed").Rate);
        Assert.Equal(100, recorded.Query("ws_uptime").Min, 0);
        Assert.True(recorded.Query("ws_connecting_response").Min >= recorded.Query("ws_connecting").Min);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Connect_CertificateThatNobodyVouchesFor_IsTakenOnlyIfToldSo(bool skipTlsVerify)
    {
        var hub = new TestHub();
        await using var server = await LoopbackServer.StartAsync(hub.HandleAsync, usesTls: true);
        await using var session = new WebSocketSession(new Bench(server.Address).User, Plain with { SkipTlsVerify = skipTlsVerify });

        Assert.Equal(skipTlsVerify, await session.ConnectAsync(Token));

        Assert.Equal(skipTlsVerify, session.Error is null);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(70_000)]
    public async Task Echo_AnyLength_ComesBackWhole(int length)
    {
        var hub = new TestHub();
        await using var server = await LoopbackServer.StartAsync(hub.HandleAsync);
        var bench = new Bench(server.Address);
        await using var session = new WebSocketSession(bench.User, Plain);
        await session.ConnectAsync(Token);
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);

        Assert.True(await session.SendBinaryAsync(bytes, Token));
        var binary = await session.ReceiveAsync(Token);
        Assert.Equal(bytes, binary!.Value.Data.ToArray());
        Assert.False(binary.Value.IsText);
        var text = new string('x', length);
        Assert.True(await session.SendTextAsync(Encoding.UTF8.GetBytes(text), Token));
        Assert.Equal(text, (await session.ReceiveAsync(Token))!.Value.Text);

        Assert.Equal(2, bench.Sum("ws_msgs_sent"));
        Assert.Equal(2, bench.Sum("ws_msgs_received"));
        Assert.True(bench.Sum("data_received") > 2 * length);
        Assert.True(bench.Sum("data_sent") > 2 * length);
    }

    [Fact]
    public async Task Message_InFragments_IsOneMessage()
    {
        var hub = new TestHub();
        await using var server = await LoopbackServer.StartAsync(hub.HandleAsync);
        await using var session = new WebSocketSession(new Bench(server.Address).User, Plain);
        await session.ConnectAsync(Token);

        await session.SendTextAsync("fragments äöü"u8.ToArray(), Token);

        Assert.Equal("fragments äöü", (await session.ReceiveAsync(Token))!.Value.Text);
    }

    [Fact]
    public async Task Ping_Pong_IsTimed()
    {
        var hub = new TestHub();
        await using var server = await LoopbackServer.StartAsync(hub.HandleAsync);
        var bench = new Bench(server.Address);
        await using var session = new WebSocketSession(bench.User, Plain);
        await session.ConnectAsync(Token);

        Assert.True(await session.PingAsync(Token));
        await session.SendTextAsync("then this"u8.ToArray(), Token);
        await session.ReceiveAsync(Token);

        Assert.Equal(1, bench.Count("ws_ping"));
        Assert.Equal(1, bench.Sum("ws_msgs_received"));
    }

    [Fact]
    public async Task Broadcast_StampedMessages_GiveTheirLatency()
    {
        var hub = new TestHub();
        await using var server = await LoopbackServer.StartAsync(hub.HandleAsync);
        var bench = new Bench(server.Address);
        await using var session = new WebSocketSession(bench.User, Resuming);
        await session.ConnectAsync(Token);
        await Eventually.TrueAsync(() => Task.FromResult(hub.Clients == 1), "the hub has the client", Token);

        await hub.BroadcastAsync();
        var message = await session.ReceiveAsync(Token);

        Assert.Equal(1, message!.Value.Stamp!.Value.Sequence);
        Assert.Equal(1, session.LastSequence());
        Assert.InRange(bench.Recorded().Query("delivery_latency").Max, 0, Patience.TotalMilliseconds);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public async Task Latency_ServerWithAnotherClock_IsThatOfOneClock(int skewSeconds)
    {
        var hub = new TestHub(TimeSpan.FromSeconds(skewSeconds));
        await using var server = await LoopbackServer.StartAsync(hub.HandleAsync);
        var bench = new Bench(server.Address);
        var clock = new ServerClock();
        await using var session = new WebSocketSession(bench.User, Resuming with { ServerClock = clock, ClockExchange = new JsonClockExchange() });

        await session.ConnectAsync(Token);
        await Eventually.TrueAsync(() => Task.FromResult(hub.Clients == 1), "the hub has the client", Token);
        await hub.BroadcastAsync();
        await session.ReceiveAsync(Token);

        Assert.InRange(clock.OffsetMicroseconds / 1e6, skewSeconds - 30, skewSeconds + 30); // half of a round trip, on a machine however busy
        Assert.InRange(bench.Recorded().Query("delivery_latency").Max, 0, Patience.TotalMilliseconds);
    }

    [Fact]
    public async Task Messages_MissingOnes_AreLost()
    {
        var hub = new TestHub();
        await using var server = await LoopbackServer.StartAsync(hub.HandleAsync);
        var bench = new Bench(server.Address);
        await using (var session = new WebSocketSession(bench.User, Resuming))
        {
            await session.ConnectAsync(Token);
            await Eventually.TrueAsync(() => Task.FromResult(hub.Clients == 1), "the hub has the client", Token);
            foreach (var number in (int[])[1, 2, 5, 4, 4, 9])
            {
                await hub.BroadcastAsync(number);
                await session.ReceiveAsync(Token);
            }
        }

        Assert.Equal((4, 1, 1), (bench.Sum("messages_lost"), bench.Sum("messages_reordered"), bench.Sum("messages_duplicated")));
    }

    [Theory]
    [InlineData("/refused", "status 403")]
    [InlineData("http://127.0.0.1:1/", "refused")]
    public async Task Connect_Refused_CountsAndDoesNotThrow(string path, string reason)
    {
        var hub = new TestHub();
        await using var server = await LoopbackServer.StartAsync(hub.HandleAsync);
        var bench = new Bench(server.Address);
        await using var session = new WebSocketSession(bench.User, Plain with { Path = path });

        Assert.False(await session.ConnectAsync(Token));

        Assert.Contains(reason, session.Error, StringComparison.Ordinal);
        Assert.Equal(1, bench.Recorded().Query("ws_failed").Rate);
        Assert.Null(await session.ReceiveAsync(Token));
        Assert.False(await session.SendTextAsync("x"u8.ToArray(), Token));
    }

    [Fact]
    public async Task ServerGoesAway_Resume_LosesAndDoublesNothing()
    {
        var hub = new TestHub();
        await using var server = await LoopbackServer.StartAsync(hub.HandleAsync);
        var bench = new Bench(server.Address);
        await using var session = new WebSocketSession(bench.User, Resuming);
        await session.ConnectAsync(Token);
        await Eventually.TrueAsync(() => Task.FromResult(hub.Clients == 1), "the hub has the client", Token);
        await hub.BroadcastAsync();
        await session.ReceiveAsync(Token);

        await hub.CloseAllAsync(1001);
        var next = session.ReceiveAsync(Token);
        await Eventually.TrueAsync(() => Task.FromResult(hub.Connects == 2), "the client comes back", Token);
        await hub.BroadcastAsync();

        Assert.Equal(2, (await next)!.Value.Stamp!.Value.Sequence);
        Assert.Equal("?after=1", hub.Queries.Last());
        Assert.Equal((1, 0, 0), (bench.Sum("reconnects"), bench.Sum("messages_lost"), bench.Sum("messages_duplicated")));
        Assert.Equal(1, bench.Count("ws_outage"));
    }

    [Fact]
    public async Task NetworkResets_Resume_LosesAndDoublesNothing()
    {
        var hub = new TestHub();
        await using var server = await LoopbackServer.StartAsync(hub.HandleAsync);
        await using var proxy = ShapingProxy.Start(server.Address, owner: Token);
        var bench = new Bench(proxy.Through(server.Address));
        await using (var session = new WebSocketSession(bench.User, Resuming))
        {
            await session.ConnectAsync(Token);
            await Eventually.TrueAsync(() => Task.FromResult(hub.Clients == 1), "the hub has the client", Token);
            await hub.BroadcastAsync();
            await session.ReceiveAsync(Token);
            var receiving = Task.Run(async () =>
            {
                while (session.LastSequence() < 40) Assert.NotNull(await session.ReceiveAsync(Token));
            }, Token);
            for (var i = 0; i < 39; i++)
            {
                if (i % 10 == 3) proxy.ResetConnections();
                await hub.BroadcastAsync();
            }

            await receiving.WaitAsync(Patience, Token);
        }

        Assert.Equal((40, 0, 0), (bench.Sum("ws_msgs_received"), bench.Sum("messages_lost"), bench.Sum("messages_duplicated")));
        Assert.True(bench.Sum("reconnects") >= 1);
        Assert.True(bench.Recorded().Query("ws_uptime").Max < 100);
    }

    [Fact]
    public async Task ServerClosesNormally_Session_Ends()
    {
        var hub = new TestHub();
        await using var server = await LoopbackServer.StartAsync(hub.HandleAsync);
        var bench = new Bench(server.Address);
        await using var session = new WebSocketSession(bench.User, Resuming);
        await session.ConnectAsync(Token);
        await Eventually.TrueAsync(() => Task.FromResult(hub.Clients == 1), "the hub has the client", Token);

        await hub.CloseAllAsync(1000);

        Assert.Null(await session.ReceiveAsync(Token));
        Assert.Equal((1000, false), (session.CloseCode, session.IsOpen));
        Assert.Equal(0, bench.Sum("reconnects"));
    }

    [Fact]
    public async Task Close_InOrder_TellsTheServerTheCode()
    {
        var hub = new TestHub();
        await using var server = await LoopbackServer.StartAsync(hub.HandleAsync);
        await using var session = new WebSocketSession(new Bench(server.Address).User, Plain);
        await session.ConnectAsync(Token);

        await session.CloseAsync(4001, Token);

        Assert.Equal(4001, session.CloseCode);
        Assert.Null(session.Error);
        await Eventually.TrueAsync(() => Task.FromResult(hub.CloseCodes.TryPeek(out var code) && code == 4001), "the server sees the code", Token);
    }

    [Fact]
    public async Task Disposed_WhileOpen_GoesAwayAsABrowserDoes()
    {
        var hub = new TestHub();
        await using var server = await LoopbackServer.StartAsync(hub.HandleAsync);
        await using (var session = new WebSocketSession(new Bench(server.Address).User, Plain)) await session.ConnectAsync(Token);

        await Eventually.TrueAsync(() => Task.FromResult(hub.CloseCodes.TryPeek(out var code) && code == 1001), "the server sees the code", Token);
    }

    [Fact]
    public async Task Exchange_Answer_IsTimed()
    {
        var hub = new TestHub();
        await using var server = await LoopbackServer.StartAsync(hub.HandleAsync);
        var bench = new Bench(server.Address);
        await using var session = new WebSocketSession(bench.User, Plain);
        await using var impatient = new WebSocketSession(bench.User, Plain with { ExchangeTimeout = TimeSpan.FromMilliseconds(300) });
        await session.ConnectAsync(Token);
        await impatient.ConnectAsync(Token);
        await session.SendTextAsync("in between"u8.ToArray(), Token);
        bench.User.Due -= bench.User.Clock.TimestampFrequency; // the generator is a second late

        var answered = await session.ExchangeAsync("ack"u8.ToArray(), "ack", message => message.Text == "ack", Token);
        var unanswered = await impatient.ExchangeAsync("silence"u8.ToArray(), "ack", _ => true, Token);

        Assert.True(answered.IsAnswered);
        Assert.True(answered.ResponseTime >= answered.ServiceTime + TimeSpan.FromSeconds(1));
        Assert.False(unanswered.IsAnswered);
        Assert.Equal(0.5, bench.Recorded().Query("ws_exchange_failed").Rate);
        Assert.Equal(2, bench.Count("ws_exchange_response"));
    }

    [Fact]
    public async Task Listen_TimeOver_SessionGoesOn()
    {
        var hub = new TestHub();
        await using var server = await LoopbackServer.StartAsync(hub.HandleAsync);
        var time = new FakeTimeProvider();
        await using var session = new WebSocketSession(new Bench(server.Address, time).User, Plain);
        await session.ConnectAsync(Token);
        var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await session.SendTextAsync("one"u8.ToArray(), Token);

        var listening = session.ListenAsync(TimeSpan.FromMinutes(1), message => heard.SetResult(message.Text), Token);
        Assert.Equal("one", await heard.Task.WaitAsync(Patience, Token));
        Assert.False(listening.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.True(await listening.WaitAsync(Patience, Token));
        await session.SendTextAsync("two"u8.ToArray(), Token);
        Assert.Equal("two", (await session.ReceiveAsync(Token))!.Value.Text);
    }

    [Fact]
    public async Task ServerBreaksTheRules_Session_FailsWithTheCode()
    {
        using var server = new ScriptedServer([.. FrameTests.ServerFrame(Opcode.Text, true, "ok"u8.ToArray()), 0xC1, 0], hangsUp: false);
        await using var session = new WebSocketSession(new Bench(server.Address).User, Plain);
        Assert.True(await session.ConnectAsync(Token), session.Error);

        Assert.Equal("ok", (await session.ReceiveAsync(Token))!.Value.Text);
        Assert.Null(await session.ReceiveAsync(Token));

        Assert.Equal(1002, session.CloseCode);
        Assert.Contains("reserved", session.Error, StringComparison.Ordinal);
        var sent = await server.Received.WaitAsync(Patience, Token);
        Assert.Equal(0x88, sent[0]);
    }

    [Fact]
    public async Task Send_WaitingBehindAClose_SendsNothing()
    {
        using var server = new ScriptedServer(FrameTests.ServerFrame(Opcode.Close, true, []), hangsUp: false);
        await using var session = new WebSocketSession(new Bench(server.Address).User, Plain);
        Assert.True(await session.ConnectAsync(Token), session.Error);

        // Longer than the sockets' buffers: the others wait for it.
        var first = session.SendBinaryAsync(new byte[16 << 20], Token).AsTask();
        var close = session.CloseAsync(stop: Token);
        var late = session.SendTextAsync("late"u8.ToArray(), Token).AsTask();

        Assert.Equal((true, false), (await first, await late));
        await close;
        var sent = await server.Received.WaitAsync(Patience, Token);
        Assert.Equal((0x88, 0x82), (sent[^8], sent[^7]));
    }

    [Fact]
    public async Task ServerHangsUp_Session_IsAbnormal()
    {
        using var server = new ScriptedServer([], hangsUp: true);
        await using var session = new WebSocketSession(new Bench(server.Address).User, Plain);
        Assert.True(await session.ConnectAsync(Token), session.Error);

        Assert.Null(await session.ReceiveAsync(Token));

        Assert.Equal(1006, session.CloseCode);
        Assert.NotNull(session.Error);
    }

    [Fact]
    public async Task TwoHundredUsers_Broadcasts_ReachEveryOneOnce()
    {
        var hub = new TestHub();
        await using var server = await LoopbackServer.StartAsync(hub.HandleAsync);
        var bench = new Bench(server.Address);
        var sessions = Enumerable.Range(0, 200).Select(_ => new WebSocketSession(bench.User, Resuming)).ToList();
        Assert.All(await Task.WhenAll(sessions.Select(session => session.ConnectAsync(Token))), Assert.True);
        await Eventually.TrueAsync(() => Task.FromResult(hub.Clients == 200), "the hub has all clients", Token);
        var listening = sessions.Select(async session =>
        {
            while (session.LastSequence() is null or < 20) await session.ReceiveAsync(Token);
        }).ToList();

        for (var i = 0; i < 20; i++) await hub.BroadcastAsync();
        await Task.WhenAll(listening).WaitAsync(Patience, Token);
        foreach (var session in sessions) await session.DisposeAsync();

        Assert.Equal(4000, bench.Count("delivery_latency"));
        Assert.Equal((0, 0, 0), (bench.Sum("messages_lost"), bench.Sum("messages_duplicated"), bench.Sum("messages_reordered")));
    }
}
