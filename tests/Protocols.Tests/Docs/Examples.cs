using System.Data;
using Npgsql;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Protocols.NetworkConditions;
using UpCoach.LoadRunners.Protocols.Postgres;
using UpCoach.LoadRunners.Protocols.Redis;
using UpCoach.LoadRunners.Protocols.ServerSentEvents;
using UpCoach.LoadRunners.Protocols.Uploads;
using UpCoach.LoadRunners.Protocols.WebSocket;

namespace UpCoach.Protocols.Tests.Docs;

/// <summary>The examples of docs/protocols.md, so that they compile. A test holds that both are the same.</summary>
internal static class Examples
{
    public static async Task WebSocketAsync(VirtualUser user, ServerClock serverClock, CancellationToken stop)
    {
        await using var hub = new WebSocketSession(user, new WebSocketOptions
        {
            Path = "/hub",
            Name = "hub",
            Reader = new JsonMessageReader(sequence: "seq", sentAt: "ts"),
            ServerClock = serverClock,
            ClockExchange = new JsonClockExchange(),
            Reconnect = new BackOff(),
            ResumePath = last => $"/hub?after={last}",
        });
        if (!await hub.ConnectAsync(stop)) return;
        await hub.ExchangeAsync("""{"type":"join","room":"general"}"""u8.ToArray(), "join", message => message.Text.Contains("joined"), stop);
        await hub.PingAsync(stop);
        await hub.ListenAsync(TimeSpan.FromSeconds(30), message => user.Check("is text", message.IsText), stop);
        await hub.CloseAsync(stop: stop);
    }

    public static async Task EventStreamAsync(VirtualUser user, EventStreamTransport transport, ConsistencyLedger ledger, CancellationToken stop)
    {
        await using var stream = new EventStreamSession(user, transport, new EventStreamOptions
        {
            Path = "/analytics/stream",
            Name = "analytics",
            Reader = new JsonMessageReader(),
            Ledger = ledger,
        });
        if (!await stream.ConnectAsync(stop)) return;
        await stream.ListenAsync(TimeSpan.FromSeconds(30), null, stop);
        user.Check("an event a second", stream.Events >= 29);
    }

    public static async Task UploadAsync(VirtualUser user, HttpSession http, CancellationToken stop)
    {
        var uploads = new UploadSession(user, http);
        var video = new GeneratedContent(10_000_000, seed: user.Random.Next());
        var result = await uploads.SendTusAsync("/files", "video", video, new TusOptions
        {
            ChunkBytes = 2_000_000,
            Checksum = "sha256",
            Disconnects = DisconnectPlan.Draw(video.Length, probability: 0.1, user.Random),
        }, stop);
        user.Check("is whole", result.IsComplete);
        user.Check("has our hash", (await http.GetAsync(result.Location!.PathAndQuery, "hash", stop)).Header("X-Sha256") == result.Sha256);
    }

    private static readonly PostgresStatement Balance = new("balance", "SELECT balance FROM accounts WHERE id = $1", IsPrepared: true);
    private static readonly PostgresStatement Deposit = new("deposit", "UPDATE accounts SET balance = balance + $2 WHERE id = $1", IsPrepared: true);

    public static async Task PostgresAsync(VirtualUser user, NpgsqlDataSource pool, CancellationToken stop)
    {
        var postgres = new PostgresSession(user, pool);
        var balance = await postgres.QueryAsync(Balance, row => row.GetInt32(0), stop, 17);
        user.Check("has an account", balance.IsSuccess && balance.Rows.Count == 1);
        await postgres.TransactAsync("transfer", new PostgresTransactionOptions { Isolation = IsolationLevel.Serializable }, async transaction =>
        {
            await transaction.ExecuteAsync(Deposit, stop, 17, -5);
            await transaction.ExecuteAsync(Deposit, stop, 18, 5);
        }, stop);
    }

    public static async Task RedisAsync(VirtualUser user, RedisTransport transport, CancellationToken stop)
    {
        var redis = new RedisSession(user, transport);
        var profile = await redis.RunAsync("GET profile", database => database.StringGetAsync("profile:17"), stop);
        user.Check("is cached", profile.IsSuccess && profile.Value.HasValue);
    }

    public static async Task NetworkAsync(VirtualUser user, CancellationToken stop)
    {
        await using var network = ShapingProxy.Start(user.Target, seed: 1, owner: stop);
        network.Downstream.Toxics = [new LatencyToxic(TimeSpan.FromMilliseconds(80), TimeSpan.FromMilliseconds(20)), new BandwidthToxic(200_000)];
        await using var hub = new WebSocketSession(user, new WebSocketOptions { Path = network.Through(new Uri(user.Target, "/hub")).AbsoluteUri, Name = "hub" });
        await hub.ConnectAsync(stop);
        network.ResetConnections();
        network.Downstream.Toxics = [];
    }
}
