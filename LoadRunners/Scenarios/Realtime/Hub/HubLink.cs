using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.WebSocket;
using UpCoach.LoadRunners.Scenarios.Client;
using UpCoach.LoadRunners.Scenarios.Client.Messages;

namespace UpCoach.LoadRunners.Scenarios.Realtime.Hub;

/// <summary>A connection to the hub that is in one room, comes back where it was lost, and misses nothing from the moment it joined.</summary>
internal sealed class HubLink : IAsyncDisposable
{
    /// <summary>The room that every connection is in.</summary>
    public const string Everybody = "all";

    private const string Path = "/api/v1/realtime/hub";

    private readonly VirtualUser _user;
    private readonly WebSocketSession _session;
    private readonly string _room;

    /// <summary>Initializes a link; nothing is connected yet.</summary>
    /// <param name="user">Whose it is.</param>
    /// <param name="tools">What the process shares.</param>
    /// <param name="room">The room.</param>
    /// <param name="token">The person's access token.</param>
    /// <param name="through">The address to connect to instead of the target's; null for the target's.</param>
    public HubLink(VirtualUser user, RealtimeTools tools, string room, string token, Uri? through = null)
    {
        (_user, _room) = (user, room);
        var path = new Uri(through ?? user.Target, room == Everybody ? Path : $"{Path}?room={room}").AbsoluteUri;
        var after = room == Everybody ? "?after=" : "&after=";
        _session = new WebSocketSession(user, new WebSocketOptions
        {
            Path = path,
            Name = "hub",
            BearerToken = token,
            Reader = new RoomReader(room),
            ServerClock = tools.ClockOf(user),
            // On this machine both clocks are one, and an estimate could only be worse.
            ClockExchange = user.Target.IsLoopback ? null : new JsonClockExchange(),
            Reconnect = new BackOff(),
            ResumePath = last => string.Create(CultureInfo.InvariantCulture, $"{path}{after}{last}"),
            SkipTlsVerify = user.Http.InsecureSkipTlsVerify,
        });
    }

    /// <summary>Gets or sets who takes each notice of the room.</summary>
    public Action<Notice>? OnNotice { get; set; }

    /// <summary>Gets or sets who takes each event of the room, with its stamp; valid during the call.</summary>
    public Action<WebSocketMessage>? OnEvent { get; set; }

    /// <summary>Gets or sets who takes what is no event of the room; valid during the call.</summary>
    public Action<WebSocketMessage>? OnAnswer { get; set; }

    /// <summary>Gets whether there is a connection.</summary>
    public bool IsOpen => _session.IsOpen;

    /// <summary>Connects and waits for the server's word that the room is joined.</summary>
    /// <param name="patience">How long to wait for that word.</param>
    /// <param name="stop">The iteration's token.</param>
    /// <returns>False if there is no connection; the check says so, and <c>ws_failed</c>.</returns>
    public async Task<bool> JoinAsync(TimeSpan patience, CancellationToken stop)
    {
        if (!_user.Check("hub: connects", await _session.ConnectAsync(stop))) return false;
        var isJoined = false;
        await ReceiveAsync(patience, () => isJoined, message =>
        {
            if (ReadStatus(message) is not { } status || status.Room != _room) return;
            // A room without messages has no number yet: its first one is whatever the server begins with.
            if (status.Last > 0) _session.StartAfter(status.Last);
            isJoined = true;
        }, stop);
        return _user.Check("hub: says that the room is joined", isJoined);
    }

    /// <summary>Receives for a while, over as many connections as it takes.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="stop">The iteration's token.</param>
    public Task ListenAsync(TimeSpan duration, CancellationToken stop) => ListenAsync(duration, static () => false, stop);

    /// <summary>Receives for a while, or until something has come.</summary>
    /// <param name="duration">How long at most.</param>
    /// <param name="isEnough">Asked after each message.</param>
    /// <param name="stop">The iteration's token.</param>
    public Task ListenAsync(TimeSpan duration, Func<bool> isEnough, CancellationToken stop) => ReceiveAsync(duration, isEnough, WatchStatus, stop);

    /// <summary>Sends a text; false if the connection is lost.</summary>
    public ValueTask<bool> SendAsync(ReadOnlyMemory<byte> text, CancellationToken stop) => _session.SendTextAsync(text, stop);

    /// <summary>Sends a ping; its pong is waited for while listening.</summary>
    public ValueTask<bool> PingAsync(CancellationToken stop) => _session.PingAsync(stop);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private async Task ReceiveAsync(TimeSpan duration, Func<bool> isEnough, Action<WebSocketMessage> onOther, CancellationToken stop)
    {
        if (duration <= TimeSpan.Zero || isEnough()) return;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        over.CancelAfter(duration);
        try
        {
            while (!isEnough() && await _session.ReceiveAsync(over.Token) is { } message) Take(message, onOther);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // The time is over.
        }
    }

    private void Take(WebSocketMessage message, Action<WebSocketMessage> onOther)
    {
        if (message.Stamp is null)
        {
            onOther(message);
            OnAnswer?.Invoke(message);
            return;
        }

        OnEvent?.Invoke(message);
        if (OnNotice is { } take && TryRead(message, UpCoachJson.Default.HubEvent) is { } received) take(received.Data);
    }

    // A server that has forgotten what came meanwhile says so; the numbers say it too, if later ones come.
    private void WatchStatus(WebSocketMessage message)
    {
        if (ReadStatus(message) is { } status && status.Room == _room) _user.Check("hub: sends all that was missed", status.Complete);
    }

    private static HubStatus? ReadStatus(WebSocketMessage message) =>
        message.Data.Span.IndexOf("\"complete\""u8) >= 0 && TryRead(message, UpCoachJson.Default.HubStatus) is { Type: "welcome" or "joined" } status ? status : null;

    // Everybody's messages come here: what is no message of ours is somebody else's.
    private static T? TryRead<T>(WebSocketMessage message, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(message.Data.Span, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
