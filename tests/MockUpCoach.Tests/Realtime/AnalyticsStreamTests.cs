using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using UpCoach.LoadRunners.Protocols.Delivery;
using UpCoach.LoadRunners.Protocols.ServerSentEvents;
using UpCoach.MockUpCoach.Realtime.Streams;

namespace UpCoach.MockUpCoach.Tests.Realtime;

[Trait("kind", "server")]
public sealed class AnalyticsStreamTests(ApiFixture api)
{
    private const string Path = "/api/v1/realtime/analytics/stream";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_AtBothReplicas_GivesTheSameEventsInOrder()
    {
        using var transport = new EventStreamTransport();
        var ledger = new ConsistencyLedger();
        var options = await OptionsAsync() with { Ledger = ledger };
        await using var first = new EventStreamSession(new Watch(api.First.Address).User, transport, options);
        var watch = new Watch(api.Second.Address);
        await using var second = new EventStreamSession(watch.User, transport, options);

        Assert.True(await first.ConnectAsync(Stop), first.Error);
        Assert.True(await second.ConnectAsync(Stop), second.Error);
        var ofSecond = await TakeAsync(second, 4);

        // However long the second took to connect: up to the same event.
        var ofFirst = new List<ServerEvent>();
        do
            ofFirst.AddRange(await TakeAsync(first, 1));
        while (ofFirst[^1].Stamp!.Value.Sequence < ofSecond[^1].Stamp!.Value.Sequence);

        foreach (var events in new[] { ofFirst, ofSecond })
            Assert.Equal(Enumerable.Range(0, events.Count).Select(n => events[0].Stamp!.Value.Sequence + n), events.Select(one => one.Stamp!.Value.Sequence));
        Assert.True(ledger.Compared >= 2);
        Assert.Equal(0, ledger.Differing);
        Assert.Equal(TimeSpan.FromSeconds(1), first.RetryHint);
        watch.SawEachOnce();
    }

    [Fact]
    public async Task Event_Data_CarriesNumberStampChecksumAndFigures()
    {
        using var transport = new EventStreamTransport();
        await using var stream = new EventStreamSession(new Watch(api.First.Address).User, transport, await OptionsAsync());
        Assert.True(await stream.ConnectAsync(Stop), stream.Error);

        var one = (await TakeAsync(stream, 1))[0];

        using var json = JsonDocument.Parse(one.Data);
        json.RootElement.HasExactly("seq", "sentAt", "checksum", "figures");
        Assert.Equal(one.Id, json.RootElement.GetProperty("seq").GetInt64().ToString(CultureInfo.InvariantCulture));
        var figures = json.RootElement.GetProperty("figures");
        Assert.Equal(Checksum.Of(Encoding.UTF8.GetBytes(figures.GetRawText())).ToString("x16", CultureInfo.InvariantCulture), json.RootElement.GetProperty("checksum").GetString());
        Assert.True(figures.GetProperty("activeUsers").GetInt32() >= 0);
    }

    [Fact]
    public async Task LastEventId_AtTheOtherReplica_GoesOnWithTheNextEvent()
    {
        using var client = await SignIn.AsAsync(api.First, 1);
        using var other = SignIn.SameUser(client, api.Second);
        var ids = await IdsAsync(client, lastEventId: null, count: 3);

        // Everything after the first again, though newer ones exist: a replay, then live.
        var again = await IdsAsync(other, ids[0], count: 4);

        Assert.Equal(Enumerable.Range(1, 4).Select(n => ids[0] + n), again);
    }

    [Fact]
    public async Task Stream_WithoutToken_Is401_AndWithOneInTheQuery_Opens()
    {
        using var refused = await api.First.Client.GetAsync(new Uri(Path, UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        var token = await HubClient.TokenAsync(api.First, 1);
        using var opened = await api.First.Client.GetAsync(new Uri($"{Path}?access_token={token}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal("text/event-stream", opened.Content.Headers.ContentType?.MediaType);
        Assert.True(opened.Headers.CacheControl is { NoStore: true });
    }

    private async Task<EventStreamOptions> OptionsAsync() => new()
    {
        Path = Path, Name = "analytics", BearerToken = await HubClient.TokenAsync(api.First, 1), Reader = new JsonMessageReader(sentAt: "sentAt"),
    };

    private static async Task<List<ServerEvent>> TakeAsync(EventStreamSession stream, int count)
    {
        var events = new List<ServerEvent>();
        while (events.Count < count)
            events.Add((await stream.ReceiveAsync(Stop))!);
        return events;
    }

    private static async Task<List<long>> IdsAsync(HttpClient client, long? lastEventId, int count)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Path, UriKind.Relative));
        if (lastEventId is { } id)
            request.Headers.Add("Last-Event-ID", id.ToString(CultureInfo.InvariantCulture));
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Stop));
        var ids = new List<long>();
        while (ids.Count < count && await lines.ReadLineAsync(Stop) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                ids.Add(long.Parse(line.AsSpan(4), CultureInfo.InvariantCulture));
        }

        return ids;
    }
}
