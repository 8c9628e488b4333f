using System.Collections.Concurrent;
using System.Globalization;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.WebSocket;

namespace UpCoach.LoadRunners.Scenarios.Realtime.Hub;

/// <summary>
/// Beyond the request: level by level more connections, and a broadcast to all each moment, until it is known how many still get it in time. A level's
/// first half is for its connects; its second half is measured.
/// </summary>
internal sealed class WebsocketRamp(VirtualUser user, RealtimeTools tools) : HubScenario(user, tools)
{
    private const double LimitMilliseconds = 45;

    private static readonly ConcurrentDictionary<int, TagSet> TagsOf = new();

    /// <summary>Gets the level at which this user connects, from 1.</summary>
    private int OwnLevel => 1 + ((User.Number - 1) / Settings.Step);

    /// <inheritdoc/>
    protected override Task RunAsync(CancellationToken stop)
    {
        var climbing = ClimbAsync(stop);
        return IsAnnouncer ? Task.WhenAll(climbing, AnnounceAsync(HubLink.Everybody, Settings.Phase * Settings.Levels, stop)) : climbing;
    }

    private async Task ClimbAsync(CancellationToken stop)
    {
        var ladder = Tools.LadderOf(User);
        await WaitUntilAsync(Settings.Phase * (OwnLevel - 1 + 0.4 * User.Random.NextDouble()), stop);
        User.Due = User.Clock.GetTimestamp();
        await using var hub = new HubLink(User, Tools, HubLink.Everybody, Token);
        hub.OnEvent = message => Take(ladder, message);
        var isUp = await hub.JoinAsync(Settings.Patience, stop);
        ladder.Connected(OwnLevel * Settings.Step, isUp);
        if (isUp) await hub.ListenAsync(Until(Settings.Phase * Settings.Levels), stop);
        else await WaitUntilAsync(Settings.Phase * Settings.Levels, stop);
        if (ladder.Conclude() is { } capacity) User.Trend(RealtimeMetrics.Capacity.Name, capacity);
    }

    private void Take(ConnectionLadder ladder, WebSocketMessage message)
    {
        if (message.Stamp is not { SentAtMicroseconds: > 0 and var sentAt }) return;
        var elapsed = Settings.Phase * Settings.Levels - Until(Settings.Phase * Settings.Levels);
        var (level, part) = ((int)(elapsed / Settings.Phase) + 1, elapsed / Settings.Phase % 1);
        if (level > Settings.Levels || part < 0.5) return;
        var connections = level * Settings.Step;
        var isOnTime = Tools.ClockOf(User).LatencyMicroseconds(sentAt, message.ArrivedAtMicroseconds) < LimitMilliseconds * 1000;
        ladder.Received(connections, isOnTime);
        User.Rate(RealtimeMetrics.OnTime.Name, isOnTime, TagsOf.GetOrAdd(connections, static n => TagSet.Of("connections", n.ToString(CultureInfo.InvariantCulture))));
    }
}
