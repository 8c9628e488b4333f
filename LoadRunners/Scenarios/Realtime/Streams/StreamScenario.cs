using System.Globalization;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.ServerSentEvents;
using UpCoach.LoadRunners.Scenarios.Realtime.Hub;

namespace UpCoach.LoadRunners.Scenarios.Realtime.Streams;

/// <summary>A scenario of dashboards that follow the live figures.</summary>
internal abstract class StreamScenario(VirtualUser user, RealtimeTools tools) : RealtimeScenario(user, tools)
{
    private const string Path = "/api/v1/realtime/analytics/stream";

    /// <summary>Makes the user's stream; nothing is open yet.</summary>
    /// <param name="through">Another address than the target's; null for the target's.</param>
    protected EventStreamSession Stream(Uri? through = null) => new(User, Tools.Streams, new EventStreamOptions
    {
        Path = new Uri(through ?? User.Target, Path).AbsoluteUri,
        Name = "analytics",
        BearerToken = Token,
        Reader = new LiveEventReader(),
        ServerClock = Tools.ClockOf(User),
        Ledger = Tools.Ledger,
    });

    /// <summary>Makes a stream of what the server has recorded after an event.</summary>
    protected EventStreamSession History(long after) => new(User, Tools.Streams, new EventStreamOptions
    {
        Path = new Uri(User.Target, string.Create(CultureInfo.InvariantCulture, $"{Path}?lastEventId={after}")).AbsoluteUri,
        Name = "history",
        BearerToken = Token,
        Reader = new JsonMessageReader(sentAt: null),
        Reconnect = null,
    });

    /// <summary>Opens a stream; the check says whether it is.</summary>
    protected async Task<bool> OpenAsync(EventStreamSession stream, CancellationToken stop)
    {
        await CompareClocksAsync(stop);
        User.Due = User.Clock.GetTimestamp();
        return User.Check("stream: opens", await stream.ConnectAsync(stop));
    }

    /// <summary>Follows a stream until a moment of the iteration.</summary>
    protected async Task ListenAsync(EventStreamSession stream, TimeSpan moment, Action<ServerEvent>? onEvent, CancellationToken stop)
    {
        if (Until(moment) is { Ticks: > 0 } rest) await stream.ListenAsync(rest, onEvent, stop);
    }

    // A stream has no way back: the server's time is asked for over a socket, which is closed again. On this machine both clocks are one.
    private async Task CompareClocksAsync(CancellationToken stop)
    {
        if (User.Target.IsLoopback || !Tools.ClockOf(User).IsStale) return;
        await using var hub = new HubLink(User, Tools, HubLink.Everybody, Token);
        await hub.JoinAsync(Settings.Patience, stop);
    }
}
