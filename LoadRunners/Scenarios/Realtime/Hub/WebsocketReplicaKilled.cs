using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Scenarios.Realtime.Hub;

/// <summary>
/// "Test connection recovery under network stress", its hardest part: a replica of the API is killed under its connections while one user publishes. They go
/// to the other replica and go on where they were; nothing may be lost or come twice. The replica is started again, whatever happens.
/// </summary>
internal sealed class WebsocketReplicaKilled(VirtualUser user, RealtimeTools tools) : HubScenario(user, tools)
{
    private static readonly TimeSpan RestartPatience = TimeSpan.FromMinutes(1);

    private string Room => $"load.{User.Scenario.ToLowerInvariant()}";

    private TimeSpan KilledAt => Settings.Settle + Settings.Every * 4;

    // Nobody knows how long the restart takes: the publisher ends after it, and the others wait for that.
    private TimeSpan End => KilledAt + Settings.Phase * 2 + RestartPatience;

    /// <inheritdoc/>
    protected override Task RunAsync(CancellationToken stop)
    {
        var following = FollowAsync(Room, through: null, End, _ => Task.CompletedTask, stop);
        return IsAnnouncer ? Task.WhenAll(following, AnnounceAsync(Room, () => KillAsync(stop), stop)) : following;
    }

    private async Task KillAsync(CancellationToken stop)
    {
        using var control = Tools.Lab.OpenControl();
        await WaitUntilAsync(KilledAt, stop);
        var killedAt = User.Clock.GetTimestamp();
        try
        {
            await control.KillAsync(Settings.Replica, stop);
            await WaitUntilAsync(KilledAt + Settings.Phase, stop);
        }
        finally
        {
            // Also when the run is stopped: what comes after it finds the platform whole.
            using var patience = new CancellationTokenSource(RestartPatience);
            await control.StartAsync(Settings.Replica, patience.Token);
        }

        User.Trend(RealtimeMetrics.ReplicaGone.Name, User.Clock.GetElapsedTime(killedAt).TotalMilliseconds);
        // What is published after all have come back shows, by its number, what they missed.
        await Task.Delay(Settings.Phase, User.Clock, stop);
    }
}
