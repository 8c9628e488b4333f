using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using UpCoach.MockUpCoach.Analytics;
using UpCoach.Testing;

namespace UpCoach.MockUpCoach.Tests.Analytics;

[Trait("kind", "server")]
public sealed class EventTests(ApiFixture api)
{
    private const string Path = "/api/v1/analytics/events";

    [Fact]
    public async Task Events_Batch_IsCopiedAndRolledUp()
    {
        using var client = await SignIn.AsAsync(api.First, 33);
        var name = $"test.{Guid.NewGuid():N}";
        var before = TimeProvider.System.GetUtcNow().AddDays(-2);
        using var response = await client.SendAsync(HttpMethod.Post, Path, $$$"""
            {"events":[{"name":"{{{name}}}","properties":{"screen":"today"}},{"name":"{{{name}}}","occurredAt":"{{{before:O}}}"}]}
            """);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(2, (await response.JsonAsync()).GetProperty("accepted").GetInt32());

        await Eventually.TrueAsync(async () => await CountAsync($"SELECT coalesce(sum(events), 0) FROM event_seconds WHERE name = '{name}'") == 2, "the events are counted", TestContext.Current.CancellationToken);
        Assert.Equal(2, await CountAsync($"SELECT count(*) FROM analytics_events WHERE name = '{name}' AND user_id = 33"));
        Assert.Equal(1, await CountAsync($"SELECT count(*) FROM analytics_events WHERE name = '{name}' AND properties->>'screen' = 'today'"));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM user_presence WHERE user_id = 33"));
        Assert.Equal(1, await CountAsync($"SELECT count(*) FROM user_days WHERE user_id = 33 AND day = '{before:yyyy-MM-dd}'"));
    }

    [Fact]
    public async Task Events_SameKeyTwice_CountOnce()
    {
        using var client = await SignIn.AsAsync(api.First, 34);
        using var elsewhere = SignIn.SameUser(client, api.Second);
        var name = $"test.{Guid.NewGuid():N}";
        client.DefaultRequestHeaders.Add("Idempotency-Key", name);
        elsewhere.DefaultRequestHeaders.Add("Idempotency-Key", name);
        using var first = await client.SendAsync(HttpMethod.Post, Path, $$"""{"events":[{"name":"{{name}}"}]}""");
        using var second = await elsewhere.SendAsync(HttpMethod.Post, Path, $$"""{"events":[{"name":"{{name}}"}]}""");
        Assert.False((await first.JsonAsync()).GetProperty("duplicate").GetBoolean());
        var receipt = await second.JsonAsync();
        Assert.True(receipt.GetProperty("duplicate").GetBoolean());
        Assert.Equal(0, receipt.GetProperty("accepted").GetInt32());
        await Eventually.TrueAsync(async () => await CountAsync($"SELECT count(*) FROM analytics_events WHERE name = '{name}'") == 1, "the event is there", TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("""{"events":[]}""")]
    [InlineData("""{}""")]
    [InlineData("""{"events":[{"name":"Not A Name"}]}""")]
    [InlineData("""{"events":[{"name":"x'; DROP TABLE users; --"}]}""")]
    [InlineData("""{"events":[{"name":"ok","properties":[1]}]}""")]
    [InlineData("""{"events":[{"name":"ok","properties":{"a":"\u0000"}}]}""")]
    [InlineData("""{"events":[{"name":"ok","occurredAt":"2020-01-01T00:00:00Z"}]}""")]
    [InlineData("""{"events":[{"name":"ok","id":"not-a-uuid"}]}""")]
    public async Task Events_BadBatch_IsBadRequest(string json)
    {
        using var client = await SignIn.AsAsync(api.First, 33);
        using var response = await client.SendAsync(HttpMethod.Post, Path, json);
        await response.ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Events_WithoutToken_IsUnauthorized()
    {
        using var response = await api.First.Client.SendAsync(HttpMethod.Post, Path, """{"events":[{"name":"ok"}]}""");
        await response.ProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task CheckIn_ThroughTheApi_EntersTheLiveFigures()
    {
        using var client = await SignIn.AsAsync(api.First, 35);
        var live = api.First.Services.GetRequiredService<ILiveFigures>();
        var before = await live.ReadAsync(TestContext.Current.CancellationToken);
        using var created = await client.SendAsync(HttpMethod.Post, "/api/v1/habits/35/check-ins", """{"date":"2026-12-24"}""");
        using var repeated = await client.SendAsync(HttpMethod.Post, "/api/v1/habits/35/check-ins", """{"date":"2026-12-24"}""");
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(HttpStatusCode.OK, repeated.StatusCode);

        // Others may check in meanwhile; that of this test is the one that must not be missing.
        await Eventually.TrueAsync(async () => (await live.ReadAsync(CancellationToken.None)).CheckInsToday > before.CheckInsToday, "the check-in is counted", TestContext.Current.CancellationToken);
        var after = await live.ReadAsync(TestContext.Current.CancellationToken);
        Assert.True(after.ActiveUsers >= 1);
        Assert.True(after.EventsLastMinute >= after.TopEvents.Sum(top => top.Count) - 1);
        Assert.True(after.TopEvents.Count is > 0 and <= 6);
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM analytics_events WHERE name = 'check_in' AND user_id = 35"));
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(api.Servers.PostgresConnectionString + ";Target Session Attributes=Primary;Pooling=false");
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
