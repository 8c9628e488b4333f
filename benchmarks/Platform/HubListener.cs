using System.Globalization;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.WebSocket;

namespace UpCoach.Benchmarks.Platform;

/// <summary>Follows the room of everybody, and comes back where it was lost.</summary>
internal sealed class HubListener(VirtualUser user, World world) : IScenario
{
    private const string Path = "/api/v1/realtime/hub";

    private static readonly JsonMessageReader Reader = new(sentAt: "sentAt");

    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        await user.ThinkAsync(world.Ramp * 0.8 * user.Random.NextDouble(), stop);
        await using var hub = new WebSocketSession(user, new WebSocketOptions
        {
            Path = new Uri(world.TargetOf(user), Path).AbsoluteUri, Name = "hub", BearerToken = world.TokenOf(user), Reader = Reader, Reconnect = new BackOff(),
            ResumePath = last => new Uri(world.TargetOf(user), string.Create(CultureInfo.InvariantCulture, $"{Path}?after={last}")).AbsoluteUri,
        });
        if (await hub.ConnectAsync(stop))
            await hub.ListenAsync(TimeSpan.FromHours(1), null, stop);
        else
            Console.Error.WriteLine(hub.Error);
    }
}
