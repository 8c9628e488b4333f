using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Scenarios.Realtime.Hub;

/// <summary>"Broadcast messages to all connections simultaneously": one user publishes to the room of everybody, and all must get each message once.</summary>
internal sealed class WebsocketBroadcast(VirtualUser user, RealtimeTools tools) : HubScenario(user, tools)
{
    /// <inheritdoc/>
    protected override Task RunAsync(CancellationToken stop)
    {
        var following = FollowAsync(HubLink.Everybody, through: null, Settings.Hold, _ => Task.CompletedTask, stop);
        return IsAnnouncer ? Task.WhenAll(following, AnnounceAsync(HubLink.Everybody, Settings.Hold, stop)) : following;
    }
}
