using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.ServerSentEvents;

namespace UpCoach.Benchmarks.Platform;

/// <summary>Follows the live figures.</summary>
internal sealed class StreamListener(VirtualUser user, World world) : IScenario
{
    private static readonly JsonMessageReader Reader = new(sentAt: "sentAt");

    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        await user.ThinkAsync(world.Ramp * 0.8 * user.Random.NextDouble(), stop);
        await using var stream = new EventStreamSession(user, world.Streams, new EventStreamOptions
        {
            Path = new Uri(world.TargetOf(user), "/api/v1/realtime/analytics/stream").AbsoluteUri, Name = "analytics", BearerToken = world.TokenOf(user), Reader = Reader,
            Ledger = world.Ledger,
        });
        if (await stream.ConnectAsync(stop))
            await stream.ListenAsync(TimeSpan.FromHours(1), null, stop);
        else
            Console.Error.WriteLine(stream.Error);
    }
}
