using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.NetworkConditions;

namespace UpCoach.LoadRunners.Scenarios.Realtime.Hub;

/// <summary>
/// "Test connection recovery under network stress": while one user publishes, the way of each connection becomes slow and uneven, then narrow, then loses
/// so much that connections are reset, is well again for a moment, then dead for a while; at last all are cut at one moment. Nothing may be lost or come twice.
/// </summary>
/// <remarks>
/// The moment in between lets everybody come back: an outage that lasts into the dead time would measure the network, not the recovery. Each user has a
/// proxy of its own in this process: its conditions are its own, and end with it.
/// </remarks>
internal sealed class WebsocketRecovery(VirtualUser user, RealtimeTools tools) : HubScenario(user, tools)
{
    private const int Conditions = 5;

    // A phone on the edge of its cell: 160 ms there and back, up to twice that.
    private static readonly Toxic Slow = new LatencyToxic(TimeSpan.FromMilliseconds(80), TimeSpan.FromMilliseconds(80));

    // Two messages of ours a second and little more, so that they queue up.
    private static readonly Toxic Narrow = new BandwidthToxic(4_000);

    // What TCP makes of packets that are lost: everything behind waits for a retransmission, and too many in a row are a reset.
    // A handshake takes 1,200 bytes and is reset once in five times: with many more resets an outage would measure luck, not the recovery.
    private static readonly Toxic[] Lossy = [new LatencyToxic(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200)), new RandomResetToxic(6_000)];

    private static readonly Toxic Dead = new TimeoutToxic();

    private string Room => $"load.{User.Scenario.ToLowerInvariant()}";

    private TimeSpan End => Settings.Settle + Settings.Every * 2 + Settings.Phase * (Conditions + 1);

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stop)
    {
        await using var network = ShapingProxy.Start(User.Target, User.Random.Next(), stop);
        var following = FollowAsync(Room, network.Through(User.Target), End, hub => SufferAsync(hub, network, stop), stop);
        await (IsAnnouncer ? Task.WhenAll(following, AnnounceAsync(Room, End, stop)) : following);
    }

    private async Task SufferAsync(HubLink hub, ShapingProxy network, CancellationToken stop)
    {
        var moment = Settings.Settle + Settings.Every * 2;
        await hub.ListenAsync(Until(moment), stop);
        foreach (var conditions in new Toxic[][] { [Slow], [Narrow], Lossy, [], [Dead] })
        {
            network.Upstream.Toxics = network.Downstream.Toxics = conditions;
            await hub.ListenAsync(Until(moment += Settings.Phase), stop);
        }

        // What was on its way in the dead network is lost with the connection: only a resume brings it.
        network.ResetConnections();
        network.Upstream.Toxics = network.Downstream.Toxics = [];
    }
}
