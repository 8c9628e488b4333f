using System.Globalization;
using System.Text;
using System.Text.Json;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.WebSocket;

namespace UpCoach.MockUpCoach.Tests.Realtime;

/// <summary>A user at the hub, by the WebSocket client of the load engine.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    public const string Path = "/api/v1/realtime/hub";

    private readonly WebSocketSession session;

    private HubClient(Uri target, WebSocketOptions options)
    {
        Watch = new Watch(target);
        session = new WebSocketSession(Watch.User, options);
    }

    public Watch Watch { get; }

    public WebSocketSession Session => session;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static WebSocketOptions Options(string token, string query = "") => new()
    {
        Path = Path + query, Name = "hub", BearerToken = token, Reader = new JsonMessageReader(sentAt: "sentAt"),
    };

    /// <summary>Connects and waits until the server greets, so that nothing published later is missed.</summary>
    public static async Task<HubClient> ConnectAsync(Uri target, WebSocketOptions options)
    {
        var client = new HubClient(target, options);
        Assert.True(await client.session.ConnectAsync(Stop), client.session.Error);
        await client.UntilAsync("welcome");
        return client;
    }

    public static async Task<HubClient> ConnectAsync(ApiInstance api, int user, string query = "") =>
        await ConnectAsync(api.Address, Options(await TokenAsync(api, user), query));

    public static async Task<string> TokenAsync(ApiInstance api, int user) => (await SignIn.TokensAsync(api.Client, user)).GetProperty("access_token").GetString()!;

    public async Task<JsonElement> NextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        var message = await session.ReceiveAsync(patience.Token);
        Assert.True(message is not null, $"The hub closed with {session.CloseCode} ({session.Error}).");
        using var json = JsonDocument.Parse(message.Value.Data);
        return json.RootElement.Clone();
    }

    /// <summary>Reads on to the next message of a type; events in between are passed over.</summary>
    public async Task<JsonElement> UntilAsync(string type)
    {
        while (true)
        {
            var message = await NextAsync();
            if (message.GetProperty("type").GetString() == type)
                return message;
            Assert.Equal("event", message.GetProperty("type").GetString());
        }
    }

    public async Task SendAsync(string json) => Assert.True(await session.SendTextAsync(Encoding.UTF8.GetBytes(json), Stop));

    public async Task<JsonElement> AskAsync(string json, string answer)
    {
        await SendAsync(json);
        return await UntilAsync(answer);
    }

    public Task<JsonElement> PublishAsync(string room, int data) =>
        AskAsync(string.Create(CultureInfo.InvariantCulture, $$"""{"type":"publish","room":"{{room}}","id":"m{{data}}","data":{{data}}}"""), "ack");

    /// <summary>Reads events up to the one with a datum, and gives the data of all.</summary>
    public async Task<List<int>> EventsUpToAsync(int data)
    {
        var seen = new List<int>();
        while (seen.LastOrDefault(-1) != data)
            seen.Add((await UntilAsync("event")).GetProperty("data").GetInt32());
        return seen;
    }

    /// <summary>Reads until the server ends the connection, and gives the code.</summary>
    public async Task<int> CloseCodeAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (await session.ReceiveAsync(patience.Token) is not null)
        {
        }

        return session.CloseCode;
    }

    public ValueTask DisposeAsync() => session.DisposeAsync();
}
