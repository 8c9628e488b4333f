using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.WebSocket;
using UpCoach.MockUpCoach.Realtime.Delivery;
using UpCoach.Testing;

namespace UpCoach.MockUpCoach.Tests.Realtime;

/// <summary>Clients that do not read, replicas that stop, a Redis that goes away.</summary>
[Trait("kind", "server")]
public sealed class HardTimesTests(ApiFixture api)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Client_ThatDoesNotRead_IsDroppedAndHoldsUpNobody()
    {
        var token = await HubClient.TokenAsync(api.First, 1);
        var connections = api.First.Services.GetRequiredService<Connections>();
        var known = connections.Open.ToList();
        using var deaf = await UpgradeAsync(token);
        var slow = default(Outbox);
        await Eventually.TrueAsync(() => (slow = connections.Open.Except(known).SingleOrDefault()) is not null, "the client is connected");
        await using var other = await HubClient.ConnectAsync(api.First, 2, "?room=loud");
        await other.UntilAsync("joined");
        using var sender = await SignIn.AsAsync(api.Second, 3);
        var body = $$"""{"room":"loud","data":"{{new string('x', 15_000)}}"}""";

        // Until socket buffers (some megabytes) and the queue are full.
        for (var n = 0; n < 2_000 && connections.Open.Contains(slow); n++)
        {
            (await sender.SendAsync(HttpMethod.Post, "/api/v1/realtime/broadcast", body)).Dispose();
            await other.UntilAsync("event");
        }

        await Eventually.TrueAsync(() => !connections.Open.Contains(slow), "the client is dropped");
        other.Watch.SawEachOnce();
    }

    [Fact]
    public async Task Replica_ThatStops_SendsClientsToTheOtherWithoutLoss()
    {
        var third = await api.StartAsync("upcoach-3");
        var token = await HubClient.TokenAsync(api.First, 1);
        await using var client = await HubClient.ConnectAsync(third.Address, HubClient.Options(token, "?room=moving") with
        {
            Reconnect = new BackOff { First = TimeSpan.FromMilliseconds(20) },
            ResumePath = last => new Uri(api.First.Address, string.Create(CultureInfo.InvariantCulture, $"{HubClient.Path}?room=moving&after={last}")).AbsoluteUri,
        });
        await client.UntilAsync("joined");
        await using var sender = await HubClient.ConnectAsync(api.Second, 2, "?room=moving");
        await sender.UntilAsync("joined");
        await sender.PublishAsync("moving", 1);
        await client.EventsUpToAsync(1);

        var stopping = third.DisposeAsync();
        for (var n = 2; n <= 30; n++)
            await sender.PublishAsync("moving", n);
        var data = new List<int>();
        while (data.LastOrDefault() != 30)
        {
            var message = await client.NextAsync();
            if (message.GetProperty("type").GetString() == "event")
                data.Add(message.GetProperty("data").GetInt32());
        }

        await stopping;
        Assert.Equal(Enumerable.Range(2, 29), data);
        client.Watch.SawEachOnce();
    }

    [Fact]
    public async Task Replica_ThatStops_Says1001AndTellsStreamsWhenToComeBack()
    {
        var third = await api.StartAsync("upcoach-3");
        var token = await HubClient.TokenAsync(api.First, 1);
        await using var client = await HubClient.ConnectAsync(third.Address, HubClient.Options(token));
        using var http = SignIn.WithToken(third, token);
        using var response = await http.GetAsync(new Uri("/api/v1/realtime/analytics/stream", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Stop);

        var stopping = third.DisposeAsync();

        Assert.Equal(WebSocketCloseCode.GoingAway, await client.CloseCodeAsync());
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.Matches(@"retry: \d{3}\n\n\z", text);
        await stopping;
    }

    [Fact]
    public async Task Redis_GoneAndBackEmpty_ConnectionsLiveAndNumbersStillGrow()
    {
        await using var client = await HubClient.ConnectAsync(api.First, 1, "?room=redis");
        await client.UntilAsync("joined");
        await using var sender = await HubClient.ConnectAsync(api.Second, 2, "?room=redis");
        await sender.UntilAsync("joined");
        var before = (await sender.PublishAsync("redis", 1)).GetProperty("acked").GetInt64();
        await client.EventsUpToAsync(1);

        await using var outage = await RedisOutage.BeginAsync(api);
        Assert.Equal("unavailable", (await sender.AskAsync("""{"type":"publish","room":"redis","data":2}""", "error")).GetProperty("code").GetString());
        await outage.EndAsync();
        await Eventually.TrueAsync(async () =>
        {
            await sender.SendAsync("""{"type":"publish","room":"redis","id":"again","data":3}""");
            var answer = await sender.NextAsync();
            return answer.GetProperty("type").GetString() == "ack" && answer.GetProperty("acked").GetInt64() > before;
        }, "publishing works again", Stop);

        Assert.Equal(3, (await client.EventsUpToAsync(3))[^1]);
    }

    // A handshake by hand, by a client that never reads again.
    private async Task<Socket> UpgradeAsync(string token)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(IPAddress.Loopback, api.First.Address.Port, Stop);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {HubClient.Path}?room=loud HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer {token}\r\n\r\n"), Stop);
        var buffer = new byte[256];
        Assert.StartsWith("HTTP/1.1 101", Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, Stop)), StringComparison.Ordinal);
        return socket;
    }
}
