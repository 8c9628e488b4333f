using System.Globalization;
using System.Text.Json;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.ServerSentEvents;
using UpCoach.LoadRunners.Protocols.WebSocket;
using UpCoach.Testing;

namespace UpCoach.Realtime.Tests;

/// <summary>Sockets and streams through the edge, while replicas of the API are killed.</summary>
[Trait("kind", "server")]
public sealed class ThroughTheEdgeTests(Platform platform)
{
    private const string Hub = "/api/v1/realtime/hub";
    private const string Stream = "/api/v1/realtime/analytics/stream";

    private static readonly JsonMessageReader Reader = new(sentAt: "sentAt");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Socket_EachReplicaKilledInTurn_GetsEveryMessageOnce()
    {
        var person = await Person.SignInAsync(platform.Edge, Stop);
        await using (var hub = new WebSocketSession(person.User, new WebSocketOptions
        {
            Path = Hub, Name = "hub", BearerToken = person.Token, Reader = Reader, Reconnect = new BackOff { First = TimeSpan.FromMilliseconds(50), Max = TimeSpan.FromSeconds(1) },
            ResumePath = last => string.Create(CultureInfo.InvariantCulture, $"{Hub}?after={last}"),
        }))
        {
            Assert.True(await hub.ConnectAsync(Stop), hub.Error);
            await person.BroadcastAsync(0, Stop);
            await UntilAsync(hub, 0);

            await InTurnAsync(async round =>
            {
                for (var n = 1; n <= 10; n++)
                    await person.BroadcastAsync((10 * round) + n, Stop);
                await UntilAsync(hub, (10 * round) + 10);
            });
        }

        Assert.True(person.Sum("reconnects") >= 1);
        person.SawEachOnce();
    }

    [Fact]
    public async Task Stream_EachReplicaKilledInTurn_GetsEveryEventOnce()
    {
        var person = await Person.SignInAsync(platform.Edge, Stop);
        using var transport = new EventStreamTransport();
        await using (var stream = new EventStreamSession(person.User, transport, new EventStreamOptions { Path = Stream, Name = "analytics", BearerToken = person.Token, Reader = Reader }))
        {
            Assert.True(await stream.ConnectAsync(Stop), stream.Error);
            await InTurnAsync(_ => TakeUntilAsync(stream, TimeProvider.System.GetUtcNow().AddSeconds(3)));
        }

        Assert.True(person.Sum("reconnects") >= 1);
        person.SawEachOnce();
    }

    [Fact]
    public async Task BrowsersEventSource_EachReplicaKilledInTurn_ComesBackByItselfAndMissesNothing()
    {
        var program = Chromium.Find();
        Assert.SkipWhen(program is null, Chromium.Remedy);
        var person = await Person.SignInAsync(platform.Edge, Stop);
        await using var browser = await Chromium.StartAsync(program!, Stop);
        await browser.GoAsync(new Uri(platform.Edge, "/alive"), Stop);
        await browser.EvaluateAsync($$"""
            window.ids = []; window.opens = 0;
            window.source = new EventSource('{{Stream}}?access_token={{person.Token}}');
            source.onopen = () => opens++;
            source.onmessage = e => ids.push(Number(e.lastEventId));
            """, Stop);
        await SeenAsync(browser, 2);

        await InTurnAsync(async _ => await SeenAsync(browser, await CountAsync(browser) + 4));

        var ids = JsonSerializer.Deserialize<long[]>((await browser.EvaluateAsync("JSON.stringify(ids)", Stop))!.GetValue<string>()!)!;
        Assert.Equal(Enumerable.Range(0, ids.Length).Select(n => ids[0] + n), ids);
        Assert.True((await browser.EvaluateAsync("opens", Stop))!.GetValue<int>() >= 2);
    }

    // Whichever replica serves a client, it is killed in one of the two rounds.
    private async Task InTurnAsync(Func<int, Task> meanwhile)
    {
        for (var round = 0; round < 2; round++)
        {
            await platform.KillReplicaAsync(round, Stop);
            await meanwhile(round);
            await platform.StartReplicaAsync(round);
        }
    }

    private static async Task UntilAsync(WebSocketSession hub, int data)
    {
        while (true)
        {
            var message = await hub.ReceiveAsync(Stop);
            Assert.True(message is not null, hub.Error);
            using var json = JsonDocument.Parse(message.Value.Data);
            if (json.RootElement.TryGetProperty("data", out var said) && said.GetInt32() == data)
                return;
        }
    }

    // By the server's stamp: what still waits on the way says nothing about the time after a replica's death.
    private static async Task TakeUntilAsync(EventStreamSession stream, DateTimeOffset sentAt)
    {
        var microseconds = (sentAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        while (await stream.ReceiveAsync(Stop) is { } one)
        {
            if (one.Stamp!.Value.SentAtMicroseconds > microseconds)
                return;
        }

        Assert.Fail($"The stream ended: {stream.Error}");
    }

    private static async Task<int> CountAsync(Chromium browser) => (await browser.EvaluateAsync("ids.length", Stop))!.GetValue<int>();

    private static Task SeenAsync(Chromium browser, int count) => Eventually.TrueAsync(async () => await CountAsync(browser) >= count, "the browser sees events", Stop);
}
