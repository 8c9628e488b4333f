using System.Globalization;
using System.Text.Json;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.WebSocket;

namespace UpCoach.Realtime.Tests;

/// <summary>A WebSocket of the load engine, which resumes after the last message that it got; its user sends the messages himself.</summary>
internal sealed class SocketFollower : Follower
{
    private const string Hub = "/api/v1/realtime/hub";
    private const int EachRound = 10;

    private WebSocketSession? hub;

    public Person? Person { get; private set; }

    public override ValueTask DisposeAsync() => hub?.DisposeAsync() ?? ValueTask.CompletedTask;

    protected override async Task ConnectAsync(Uri edge, CancellationToken stop)
    {
        Person = await Person.SignInAsync(edge, stop);
        hub = new WebSocketSession(Person.User, new WebSocketOptions
        {
            Path = Hub, Name = "hub", BearerToken = Person.Token, Reader = new JsonMessageReader(sentAt: "sentAt"), ConnectTimeout = TimeSpan.FromSeconds(60),
            Reconnect = new BackOff { First = TimeSpan.FromMilliseconds(50), Max = TimeSpan.FromSeconds(1) },
            ResumePath = last => string.Create(CultureInfo.InvariantCulture, $"{Hub}?after={last}"),
        });
        Assert.True(await hub.ConnectAsync(stop), hub.Error);
        Assert.True(await hub.ReceiveAsync(stop) is not null, hub.Error); // The welcome: what is sent from now on comes here, before it a message could be too early.
        await Person.BroadcastAsync(0, stop);
        await UntilAsync(hub, 0, stop);
    }

    protected override async Task ReceiveAsync(int round, CancellationToken stop)
    {
        for (var n = 1; n <= EachRound; n++)
            await Person!.BroadcastAsync((EachRound * round) + n, stop);
        await UntilAsync(hub!, EachRound * (round + 1), stop);
    }

    private static async Task UntilAsync(WebSocketSession hub, int data, CancellationToken stop)
    {
        while (true)
        {
            var message = await hub.ReceiveAsync(stop);
            Assert.True(message is not null, hub.Error);
            using var json = JsonDocument.Parse(message.Value.Data);
            if (json.RootElement.TryGetProperty("data", out var said) && said.GetInt32() == data)
                return;
        }
    }
}
