using System.Globalization;
using System.Text;
using System.Text.Json;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.WebSocket;
using UpCoach.LoadRunners.Scenarios.Client;
using UpCoach.LoadRunners.Scenarios.Client.Messages;
using UpCoach.LoadRunners.Scenarios.Realtime.Notices;

namespace UpCoach.LoadRunners.Scenarios.Realtime.Hub;

/// <summary>
/// "Measure message delivery latency distribution": a coach and nine others talk in a room, every user over the own socket, at moments spread evenly.
/// With 500 users who speak every 5 s, 100 messages a second come in and 1,000 go out.
/// </summary>
internal sealed class WebsocketDelivery(VirtualUser user, RealtimeTools tools) : RealtimeScenario(user, tools)
{
    private const int RoomSize = 10;

    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, long> _sentAt = new(StringComparer.Ordinal);

    private string Room => string.Create(CultureInfo.InvariantCulture, $"load.{User.Scenario.ToLowerInvariant()}.{(User.Number - 1) / RoomSize}");

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken stop)
    {
        await using var hub = new HubLink(User, Tools, Room, Token);
        var audit = new NoticeAudit(isRight => User.Rate(RealtimeMetrics.Delivered.Name, isRight));
        hub.OnNotice = audit.Note;
        hub.OnAnswer = TakeReceipt;
        if (await hub.JoinAsync(Settings.Patience, stop))
        {
            await hub.ListenAsync(Until(Settings.Settle + Settings.Every * User.Random.NextDouble()), stop);
            await TalkAsync(hub, stop);
            // The others' clocks run up to a start later than this one's.
            await hub.ListenAsync(Until(Settings.Hold + Late), stop);
            await hub.ListenAsync(Settings.Patience, () => _sentAt.Count == 0 && audit.IsComplete, stop);
            User.Check("hub: every message has its receipt", _sentAt.Count == 0);
        }

        audit.Complete();
    }

    private async Task TalkAsync(HubLink hub, CancellationToken stop)
    {
        var writer = new NoticeWriter(string.Create(CultureInfo.InvariantCulture, $"{User.Number}"), User.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        var begin = User.Clock.GetTimestamp();
        for (var n = 1; ; n++)
        {
            // The last word too comes in the user's own time: all of them at once would be another test.
            var isLast = Until(Settings.Hold) < Settings.Every;
            await SayAsync(hub, writer, isLast ? writer.Last() : writer.Next(), stop);
            if (isLast) return;
            await hub.ListenAsync(Settings.Every * n - User.Clock.GetElapsedTime(begin), stop);
        }
    }

    private async Task SayAsync(HubLink hub, NoticeWriter writer, Notice notice, CancellationToken stop)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"n{notice.N}");
        var data = JsonSerializer.Serialize(notice, UpCoachJson.Default.Notice);
        var text = Encoding.UTF8.GetBytes($$"""{"type":"publish","room":"{{Room}}","id":"{{id}}","data":{{data}}}""");
        _sentAt[id] = User.Clock.GetTimestamp();
        // What is handed to a connection that stands is taken as sent: if it is lost, it counts.
        if (await hub.SendAsync(text, stop)) writer.Confirm(notice.N);
        else User.Check("hub: takes what is said", false);
    }

    private void TakeReceipt(WebSocketMessage message)
    {
        if (message.Data.Span.IndexOf("\"ack\""u8) < 0) return;
        using var json = JsonDocument.Parse(message.Data);
        if (!json.RootElement.TryGetProperty("id", out var id) || !_sentAt.Remove(id.GetString() ?? "", out var sentAt)) return;
        User.Trend(RealtimeMetrics.Receipt.Name, User.Clock.GetElapsedTime(sentAt).TotalMilliseconds);
    }
}
