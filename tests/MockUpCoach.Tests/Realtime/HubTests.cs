using System.Globalization;
using System.Net;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.WebSocket;

namespace UpCoach.MockUpCoach.Tests.Realtime;

[Trait("kind", "server")]
public sealed class HubTests(ApiFixture api)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Broadcast_ToAll_ReachesConnectionsOfBothReplicasUnderOneNumber()
    {
        await using var first = await HubClient.ConnectAsync(api.First, 1);
        await using var second = await HubClient.ConnectAsync(api.Second, 2);
        using var sender = await SignIn.AsAsync(api.First, 3);

        using var response = await sender.SendAsync(HttpMethod.Post, "/api/v1/realtime/broadcast", """{"data":{"text":"hello"}}""");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var receipt = await response.JsonAsync();
        receipt.HasExactly("room", "seq", "sentAt");
        foreach (var client in new[] { first, second })
        {
            var heard = await client.UntilAsync("event");
            heard.HasExactly("type", "room", "seq", "sentAt", "from", "data");
            Assert.Equal(receipt.GetProperty("seq").GetInt64(), heard.GetProperty("seq").GetInt64());
            Assert.Equal("hello", heard.GetProperty("data").GetProperty("text").GetString());
            Assert.Equal(3, heard.GetProperty("from").GetInt64());
        }
    }

    [Fact]
    public async Task Publish_InARoom_ReachesItsMembersOnlyAndIsAcknowledged()
    {
        await using var member = await HubClient.ConnectAsync(api.Second, 1, "?room=team-7");
        await using var sender = await HubClient.ConnectAsync(api.First, 2);
        await using var stranger = await HubClient.ConnectAsync(api.First, 3);
        await member.UntilAsync("joined");
        await sender.AskAsync("""{"type":"join","room":"team-7"}""", "joined");

        var ack = await sender.PublishAsync("team-7", 42);

        var heard = await member.UntilAsync("event");
        Assert.Equal(("m42", ack.GetProperty("acked").GetInt64()), (ack.GetProperty("id").GetString(), heard.GetProperty("seq").GetInt64()));
        Assert.Equal("team-7", heard.GetProperty("room").GetString());
        Assert.Equal("pong", (await stranger.AskAsync("""{"type":"ping"}""", "pong")).GetProperty("type").GetString());
        Assert.Equal(0, stranger.Watch.Sum("messages_reordered"));
    }

    [Fact]
    public async Task Leave_Room_EndsItsEvents()
    {
        await using var client = await HubClient.ConnectAsync(api.First, 1);
        await client.AskAsync("""{"type":"join","room":"left-soon"}""", "joined");
        await client.AskAsync("""{"type":"leave","room":"left-soon"}""", "left");

        var refused = await client.AskAsync("""{"type":"publish","room":"left-soon","id":"x","data":1}""", "error");

        Assert.Equal(("not_joined", "x"), (refused.GetProperty("code").GetString(), refused.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Join_AfterANumber_SendsWhatWasMissedOnceAndInOrder()
    {
        await using var sender = await HubClient.ConnectAsync(api.First, 1, "?room=history");
        await sender.UntilAsync("joined");
        var first = (await sender.PublishAsync("history", 1)).GetProperty("acked").GetInt64();
        for (var n = 2; n <= 300; n++)
            await sender.PublishAsync("history", n);

        await using var late = await HubClient.ConnectAsync(api.Second, 2);
        await late.SendAsync(string.Create(CultureInfo.InvariantCulture, $$"""{"type":"join","room":"history","after":{{first}}}"""));
        var seen = await late.EventsUpToAsync(300);
        var joined = await late.UntilAsync("joined");

        Assert.Equal(Enumerable.Range(2, 299), seen);
        Assert.Equal((299, true), (joined.GetProperty("replayed").GetInt32(), joined.GetProperty("complete").GetBoolean()));
        Assert.Equal(first + 299, joined.GetProperty("last").GetInt64());
        late.Watch.SawEachOnce();
    }

    [Fact]
    public async Task Reconnect_WithResumePath_LosesAndDoublesNothing()
    {
        var token = await HubClient.TokenAsync(api.First, 1);
        await using var client = await HubClient.ConnectAsync(api.First.Address, HubClient.Options(token, "?room=resumed") with
        {
            Reader = new JsonMessageReader(sentAt: "sentAt"),
            Reconnect = new BackOff { First = TimeSpan.FromMilliseconds(50) },
            ResumePath = last => string.Create(CultureInfo.InvariantCulture, $"{HubClient.Path}?room=resumed&after={last}"),
        });
        await client.UntilAsync("joined");
        await using var sender = await HubClient.ConnectAsync(api.Second, 2, "?room=resumed");
        await sender.UntilAsync("joined");
        await sender.PublishAsync("resumed", 1);
        await client.EventsUpToAsync(1);

        // A message that the server refuses by ending the connection, and the loss happens while others publish.
        await client.Session.SendBinaryAsync(new byte[1], Stop);
        for (var n = 2; n <= 40; n++)
            await sender.PublishAsync("resumed", n);
        var data = new List<int>();
        while (data.LastOrDefault() != 40)
        {
            var message = await client.NextAsync();
            if (message.GetProperty("type").GetString() == "event")
                data.Add(message.GetProperty("data").GetInt32());
        }

        Assert.Equal(Enumerable.Range(2, 39), data);
        Assert.Equal(1, client.Watch.Sum("reconnects"));
        client.Watch.SawEachOnce();
    }

    [Fact]
    public async Task Resume_ByMessage_SendsWhatCameBeforeThisConnectionAndNothingTwice()
    {
        await using var sender = await HubClient.ConnectAsync(api.First, 1, "?room=talk");
        await sender.UntilAsync("joined");
        var first = (await sender.PublishAsync("talk", 1)).GetProperty("acked").GetInt64();
        await sender.PublishAsync("talk", 2);
        await using var client = await HubClient.ConnectAsync(api.Second, 2, "?room=talk");
        await client.UntilAsync("joined");
        await sender.PublishAsync("talk", 3);
        Assert.Equal([3], await client.EventsUpToAsync(3));
        var resume = string.Create(CultureInfo.InvariantCulture, $$"""{"type":"resume","room":"talk","seq":{{first}}}""");

        await client.SendAsync(resume);
        Assert.Equal(2, (await client.NextAsync()).GetProperty("data").GetInt32());
        Assert.Equal(1, (await client.NextAsync()).GetProperty("replayed").GetInt32());
        await client.SendAsync(resume);

        Assert.Equal(0, (await client.NextAsync()).GetProperty("replayed").GetInt32());
    }

    [Fact]
    public async Task Resume_WithoutNumber_GoesOnAfterWhatWasAcknowledged()
    {
        await using var sender = await HubClient.ConnectAsync(api.First, 1, "?room=acks");
        await sender.UntilAsync("joined");
        await using (var phone = await HubClient.ConnectAsync(api.First, 2, "?room=acks"))
        {
            await phone.UntilAsync("joined");
            var number = (await sender.PublishAsync("acks", 1)).GetProperty("acked").GetInt64();
            await phone.EventsUpToAsync(1);
            await phone.AskAsync(string.Create(CultureInfo.InvariantCulture, $$"""{"type":"ack","room":"acks","seq":{{number}}}"""), "acked");
            await phone.Session.CloseAsync(stop: Stop);
        }

        await sender.PublishAsync("acks", 2);
        await Eventually(async () =>
        {
            await using var tablet = await HubClient.ConnectAsync(api.Second, 2);
            await tablet.SendAsync("""{"type":"resume","room":"acks"}""");
            var next = await tablet.NextAsync();
            return next.GetProperty("type").GetString() == "event" && next.GetProperty("data").GetInt32() == 2;
        });
    }

    [Fact]
    public async Task Time_Asked_FitsTheClockExchangeOfTheClient()
    {
        var clock = new ServerClock();
        await using var client = await HubClient.ConnectAsync(
            api.First.Address, HubClient.Options(await HubClient.TokenAsync(api.First, 1)) with { ServerClock = clock, ClockExchange = new JsonClockExchange() });

        Assert.False(clock.IsStale);

        // Both clocks are this machine's: what is measured between them is the exchange's own error, and the stamps' rounding.
        Assert.InRange(Math.Abs(clock.OffsetMicroseconds), 0, clock.ErrorMicroseconds + 1_000);
    }

    [Theory]
    [InlineData("no json", "malformed")]
    [InlineData("[]", "malformed")]
    [InlineData("""{"room":"x"}""", "malformed")]
    [InlineData("""{"type":"join","room":7}""", "malformed")]
    [InlineData("""{"type":"join","room":"x","after":-1}""", "malformed")]
    [InlineData("""{"type":"ping"} {}""", "malformed")]
    [InlineData("""{"type":"dance"}""", "unknown_type")]
    [InlineData("""{"type":"join","room":"../x"}""", "bad_room")]
    [InlineData("""{"type":"join","room":"user.2"}""", "forbidden")]
    [InlineData("""{"type":"publish","room":"all"}""", "no_data")]
    [InlineData("""{"type":"join","room":"all"}""", "already_joined")]
    public async Task Message_ThatMakesNoSense_IsAnsweredAndTheConnectionLives(string message, string code)
    {
        await using var client = await HubClient.ConnectAsync(api.First, 1);

        Assert.Equal(code, (await client.AskAsync(message, "error")).GetProperty("code").GetString());

        await client.AskAsync("""{"type":"ping","id":"still"}""", "pong");
    }

    [Fact]
    public async Task Message_TooLong_Closes1009()
    {
        await using var client = await HubClient.ConnectAsync(api.First, 1);

        await client.Session.SendTextAsync(new byte[20_000], Stop);

        Assert.Equal(WebSocketCloseCode.TooLarge, await client.CloseCodeAsync());
    }

    [Theory]
    [InlineData("", HttpStatusCode.Unauthorized)]
    [InlineData("?access_token=nonsense", HttpStatusCode.Unauthorized)]
    public async Task Connect_WithoutGoodToken_Is401(string query, HttpStatusCode status)
    {
        using var response = await api.First.Client.GetAsync(new Uri(HubClient.Path + query, UriKind.Relative), Stop);
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Connect_WithoutUpgrade_Is426Problem()
    {
        using var client = await SignIn.AsAsync(api.First, 1);
        using var response = await client.GetAsync(new Uri(HubClient.Path, UriKind.Relative), Stop);
        await response.ProblemAsync(HttpStatusCode.UpgradeRequired);
    }

    [Fact]
    public async Task Connect_TokenInQueryOrSubprotocol_IsSignedIn()
    {
        var token = await HubClient.TokenAsync(api.First, 5);
        await using var byQuery = await HubClient.ConnectAsync(api.First.Address, HubClient.Options("") with { BearerToken = null, Path = $"{HubClient.Path}?access_token={token}" });
        await using var byProtocol = await HubClient.ConnectAsync(
            api.First.Address, HubClient.Options("") with { BearerToken = null, SubProtocols = ["upcoach.v1", $"bearer.{token}"] });

        Assert.Equal("upcoach.v1", byProtocol.Session.SubProtocol);
    }

    [Fact]
    public async Task Broadcast_Malformed_IsRefused()
    {
        using var client = await SignIn.AsAsync(api.First, 1);
        foreach (var (body, status) in new[] { ("{}", 400), ("""{"data":1,"room":"A B"}""", 400), ("""{"data":1,"room":"user.2"}""", 403), ($$"""{"data":"{{new string('x', 20_000)}}"}""", 400) })
        {
            using var response = await client.SendAsync(HttpMethod.Post, "/api/v1/realtime/broadcast", body);
            Assert.Equal(status, (int)response.StatusCode);
        }
    }

    private static Task Eventually(Func<Task<bool>> condition) => UpCoach.Testing.Eventually.TrueAsync(condition, "the acknowledgement is kept", Stop);
}
