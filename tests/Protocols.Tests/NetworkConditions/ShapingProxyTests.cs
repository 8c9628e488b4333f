using System.Net;
using System.Net.Sockets;
using UpCoach.LoadRunners.Protocols.NetworkConditions;
using UpCoach.Testing;

namespace UpCoach.Protocols.Tests.NetworkConditions;

[Trait("kind", "server")]
public sealed class ShapingProxyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NoToxic_Bytes_ComeThroughWholeAndInOrder()
    {
        using var server = new EchoServer();
        await using var proxy = Proxy(server);
        var sent = new byte[3_000_000];
        new Random(1).NextBytes(sent);

        var received = await EchoAsync(proxy, sent);

        Assert.Equal(sent, received);
        Assert.Equal((sent.Length, sent.Length), (proxy.Upstream.Bytes, proxy.Downstream.Bytes));
    }

    [Fact]
    public async Task AllToxicsButResets_Bytes_ComeThroughWholeAndInOrder()
    {
        using var server = new EchoServer();
        await using var proxy = Proxy(server);
        proxy.Upstream.Toxics = [new LatencyToxic(Milliseconds(20), Milliseconds(20)), new BandwidthToxic(2_000_000), new SlicerToxic(1000, 900)];
        proxy.Downstream.Toxics = [new LatencyToxic(Milliseconds(5), Milliseconds(5)), new SlicerToxic(3000, 2999)];
        var sent = new byte[500_000];
        new Random(1).NextBytes(sent);

        Assert.Equal(sent, await EchoAsync(proxy, sent));
    }

    [Fact]
    public async Task Latency_BothWays_AddsToTheRoundTrip()
    {
        using var server = new EchoServer();
        await using var proxy = Proxy(server);
        proxy.Upstream.Toxics = proxy.Downstream.Toxics = [new LatencyToxic(Milliseconds(60))];
        using var client = await ConnectAsync(proxy);

        var least = await LeastRoundTripAsync(client, Milliseconds(160));

        Assert.InRange(least.TotalMilliseconds, 119, 160);
    }

    [Fact]
    public async Task Bandwidth_Download_TakesBytesOverRate()
    {
        using var server = new EchoServer();
        await using var proxy = Proxy(server);
        proxy.Downstream.Toxics = [new BandwidthToxic(400_000)];
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();

        await EchoAsync(proxy, new byte[400_000]);

        Assert.InRange(clock.GetElapsedTime(start).TotalSeconds, 0.95, 10); // a busy machine adds to it, nothing takes from it
    }

    [Fact]
    public async Task Toxics_ChangedWhileRunning_WorkOnOpenConnections()
    {
        using var server = new EchoServer();
        await using var proxy = Proxy(server);
        using var client = await ConnectAsync(proxy);
        await RoundTripAsync(client);

        proxy.Upstream.Toxics = [new LatencyToxic(Milliseconds(300))];
        var slow = await RoundTripAsync(client);
        proxy.Upstream.Toxics = [];
        var fast = await LeastRoundTripAsync(client, Milliseconds(299));

        Assert.True(slow >= Milliseconds(299));
        Assert.True(fast < Milliseconds(299));
    }

    [Fact]
    public async Task Timeout_TakenAway_DeliversWhatWasHeld()
    {
        using var server = new EchoServer();
        await using var proxy = Proxy(server);
        using var client = await ConnectAsync(proxy);
        proxy.Upstream.Toxics = [new TimeoutToxic()];
        await client.SendAsync("held"u8.ToArray(), Token);
        var answer = client.ReceiveAsync(new byte[10], Token).AsTask();
        await Task.Delay(Milliseconds(100), TimeProvider.System, Token);
        Assert.False(answer.IsCompleted);

        proxy.Upstream.Toxics = [];

        Assert.Equal(4, await answer.WaitAsync(TimeSpan.FromSeconds(60), Token));
    }

    [Fact]
    public async Task Timeout_WithALimit_ClosesIdleAndNewConnections()
    {
        using var server = new EchoServer();
        await using var proxy = Proxy(server);
        using var idle = await ConnectAsync(proxy);
        await RoundTripAsync(idle);

        proxy.Downstream.Toxics = [new TimeoutToxic(Milliseconds(50))];
        using var later = await ConnectAsync(proxy);

        Assert.Equal(0, await idle.ReceiveAsync(new byte[1], Token).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Token));
        Assert.Equal(0, await later.ReceiveAsync(new byte[1], Token).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Token));
    }

    [Fact]
    public async Task Reset_AfterBytes_ReachesBothEndsAfterExactlyThose()
    {
        using var server = new EchoServer();
        await using var proxy = Proxy(server);
        proxy.Downstream.Toxics = [new ResetToxic(1000)];
        using var client = await ConnectAsync(proxy);
        await client.SendAsync(new byte[5000], Token);

        var received = 0;
        var error = await Assert.ThrowsAsync<SocketException>(async () =>
        {
            while (true)
            {
                var read = await client.ReceiveAsync(new byte[100], Token);
                Assert.NotEqual(0, read);
                received += read;
            }
        });

        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
        Assert.True(received <= 1000); // a reset may overtake bytes that the client has not read yet
        Assert.Equal(1000, proxy.Downstream.Bytes);
        await Eventually.TrueAsync(() => Task.FromResult(server.Resets == 1 && proxy is { Resets: 1, Open: 0 }), "the server sees the reset", Token);
    }

    [Fact]
    public async Task ResetConnections_OpenOnes_AreResetAndNewOnesWork()
    {
        using var server = new EchoServer();
        await using var proxy = Proxy(server);
        using var client = await ConnectAsync(proxy);
        await RoundTripAsync(client);

        proxy.ResetConnections();

        var error = await Assert.ThrowsAsync<SocketException>(() => client.ReceiveAsync(new byte[1], Token).AsTask());
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
        using var next = await ConnectAsync(proxy);
        await RoundTripAsync(next);
    }

    [Fact]
    public async Task ServerGone_Client_IsReset()
    {
        using var nobody = new DeafPort();
        await using var proxy = ShapingProxy.Start(new ShapingProxyOptions { Target = nobody.EndPoint }, Token);

        // The reset may come before the client knows that it is connected.
        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            using var client = await ConnectAsync(proxy);
            await client.ReceiveAsync(new byte[1], Token).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Token);
        });
    }

    [Fact]
    public async Task OwnerCancelled_Proxy_LeavesNothing()
    {
        using var server = new EchoServer();
        using var owner = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var proxy = ShapingProxy.Start(new ShapingProxyOptions { Target = server.EndPoint }, owner.Token);
        using var client = await ConnectAsync(proxy);
        await RoundTripAsync(client);

        await owner.CancelAsync();

        Assert.Equal(0, await client.ReceiveAsync(new byte[1], Token).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Token));
        await Eventually.TrueAsync(() => Task.FromResult(proxy.Open == 0), "no connection is left", Token);
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                using var refused = await ConnectAsync(proxy);
                return false;
            }
            catch (SocketException)
            {
                return true;
            }
        }, "nobody listens", Token);
    }

    [Fact]
    public async Task ThousandConnections_WorkWithoutAThreadEach()
    {
        using var server = new EchoServer();
        await using var proxy = Proxy(server);
        proxy.Downstream.Toxics = [new LatencyToxic(Milliseconds(50))];
        List<Socket> clients = [];
        for (var i = 0; i < 1000; i++)
        {
            clients.Add(await ConnectAsync(proxy));
        }

        var before = ThreadPool.ThreadCount;
        await Task.WhenAll(clients.Select(RoundTripAsync));

        Assert.Equal(1000, proxy.Open);
        Assert.True(ThreadPool.ThreadCount < before + 100);
        clients.ForEach(client => client.Dispose());
        await Eventually.TrueAsync(() => Task.FromResult(proxy.Open == 0), "all connections end", Token);
    }

    private static ShapingProxy Proxy(EchoServer server) => ShapingProxy.Start(new Uri($"tcp://{server.EndPoint}"));

    private static async Task<Socket> ConnectAsync(ShapingProxy proxy)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, proxy.EndPoint.Port), Token);
        return socket;
    }

    private static async Task<TimeSpan> RoundTripAsync(Socket client)
    {
        var start = TimeProvider.System.GetTimestamp();
        await client.SendAsync("ping"u8.ToArray(), Token);
        var buffer = new byte[4];
        for (var read = 0; read < 4;)
        {
            var count = await client.ReceiveAsync(buffer.AsMemory(read), Token);
            Assert.NotEqual(0, count);
            read += count;
        }

        return TimeProvider.System.GetElapsedTime(start);
    }

    /// <summary>Gives the least of several: each may meet a busy machine, but none may come early. It goes on until one is short enough, at most a minute.</summary>
    private static async Task<TimeSpan> LeastRoundTripAsync(Socket client, TimeSpan enough)
    {
        var start = TimeProvider.System.GetTimestamp();
        var least = TimeSpan.MaxValue;
        for (var i = 0; i < 5 || (least > enough && TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromMinutes(1)); i++)
        {
            var took = await RoundTripAsync(client);
            if (took < least) least = took;
        }

        return least;
    }

    private static async Task<byte[]> EchoAsync(ShapingProxy proxy, byte[] bytes)
    {
        using var client = await ConnectAsync(proxy);
        var sending = Task.Run(async () =>
        {
            for (var sent = 0; sent < bytes.Length;)
            {
                sent += await client.SendAsync(bytes.AsMemory(sent, Math.Min(65536, bytes.Length - sent)), Token);
            }

            client.Shutdown(SocketShutdown.Send);
        });
        using var received = new MemoryStream();
        var buffer = new byte[65536];
        for (var read = await client.ReceiveAsync(buffer, Token); read > 0; read = await client.ReceiveAsync(buffer, Token))
        {
            received.Write(buffer, 0, read);
        }

        await sending;
        return received.ToArray();
    }

    private static TimeSpan Milliseconds(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
