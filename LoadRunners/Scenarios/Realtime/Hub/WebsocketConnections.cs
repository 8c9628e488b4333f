using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Scenarios.Realtime.Hub;

/// <summary>"Establish 500 concurrent WebSocket connections": all users connect at one moment and stay, with a ping now and then.</summary>
internal sealed class WebsocketConnections(VirtualUser user, RealtimeTools tools) : RealtimeScenario(user, tools)
{
    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stop)
    {
        await using var hub = new HubLink(User, Tools, HubLink.Everybody, Token);
        var isThere = await hub.JoinAsync(Settings.Patience, stop);
        if (isThere) await StayAsync(hub, Settings.Hold / 2, stop);
        User.Rate(RealtimeMetrics.HubsHeld.Name, hub.IsOpen);
        if (isThere) await StayAsync(hub, Settings.Hold, stop);
    }

    private async Task StayAsync(HubLink hub, TimeSpan moment, CancellationToken stop)
    {
        while (Until(moment) is { Ticks: > 0 } rest)
        {
            await hub.PingAsync(stop);
            await hub.ListenAsync(rest < Settings.Every ? rest : Settings.Every, stop);
        }
    }
}
