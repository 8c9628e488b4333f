using System.Net;
using System.Text.Json;

namespace UpCoach.MockUpCoach.Tests.Mobile;

[Trait("kind", "server")]
public sealed class SyncTests(ApiFixture api)
{
    [Fact]
    public async Task Batch_OfWrites_IsAppliedInOrderAndSeenByOtherDevices()
    {
        using var phone = await SignIn.AsAsync(api.First, 1);
        using var tablet = SignIn.SameUser(phone, api.Second);
        var since = await CursorAsync(tablet);
        var (goal, habit) = (Guid.NewGuid(), Guid.NewGuid());
        var results = await SyncAsync(phone,
            $$"""{"key":"{{goal}}","entity":"goal","op":"insert","data":{"title":"Learn to row","targetDate":"2027-05-01"} }""",
            $$"""{"key":"{{Guid.NewGuid()}}","entity":"goal","op":"update","idKey":"{{goal}}","base":"{{since}}","data":{"progress":0.25} }""",
            $$"""{"key":"{{habit}}","entity":"habit","op":"insert","data":{"name":"Row","cadence":"weekly"} }""",
            $$"""{"key":"{{Guid.NewGuid()}}","entity":"check-in","op":"insert","data":{"habitKey":"{{habit}}","date":"2026-11-20","note":"first"} }""");
        Assert.All(results, result => Assert.Equal("applied", Result(result)));
        Assert.Equal(results[0].Id(), results[1].Id());

        var found = (await tablet.ReadAsync($"/api/v1/goals")).Items().Single(item => item.Id() == results[0].Id());
        Assert.Equal("Learn to row", found.GetProperty("title").GetString());
        Assert.Equal(0.25, found.GetProperty("progress").GetDouble());
        Assert.Equal("first", Assert.Single((await tablet.ReadAsync($"/api/v1/habits/{results[2].Id()}/check-ins")).Items()).GetProperty("note").GetString());
        Assert.Equal("check-in", (await tablet.ReadAsync($"/api/v1/feed")).Items().First().GetProperty("kind").GetString());
        var changes = (await tablet.ReadAsync($"/api/v1/sync?since={since}&include=data")).GetProperty("changes").EnumerateArray().ToList();
        Assert.Equal(["goal insert", "goal update", "habit insert", "check-in insert"], changes.Select(change => $"{change.GetProperty("entity").GetString()} {change.GetProperty("op").GetString()}"));
        Assert.Equal(0.25, changes[0].GetProperty("data").GetProperty("progress").GetDouble());
        Assert.Equal(results[2].Id(), changes[3].GetProperty("data").GetProperty("habitId").GetInt64());
    }

    [Fact]
    public async Task Write_SentAgain_IsADuplicate()
    {
        using var client = await SignIn.AsAsync(api.First, 2);
        var write = $$"""{"key":"{{Guid.NewGuid()}}","entity":"goal","op":"insert","data":{"title":"Once","targetDate":"2027-05-01"} }""";
        var first = Assert.Single(await SyncAsync(client, write));
        var again = await SyncAsync(client, write, write);
        Assert.Equal("applied", Result(first));
        Assert.All(again, result => Assert.Equal(("duplicate", first.Id()), (Result(result), result.Id())));
        Assert.Single((await client.ReadAsync($"/api/v1/goals")).Items(), item => item.GetProperty("title").GetString() == "Once");
    }

    [Fact]
    public async Task Write_SameKeyAtOnceOnBothReplicas_IsAppliedOnce()
    {
        using var first = await SignIn.AsAsync(api.First, 2);
        using var second = SignIn.SameUser(first, api.Second);
        var write = $$"""{"key":"{{Guid.NewGuid()}}","entity":"goal","op":"insert","data":{"title":"Race","targetDate":"2027-05-01"} }""";
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => SyncAsync(n % 2 == 0 ? first : second, write)));
        Assert.Single(results, result => Result(result[0]) == "applied");
        Assert.Single(results.Select(result => result[0].Id()).Distinct());
    }

    [Fact]
    public async Task Update_OfWhatChangedSince_IsAConflictThatTellsTheState()
    {
        using var client = await SignIn.AsAsync(api.First, 3);
        var goal = (await client.ReadAsync($"/api/v1/goals")).Items().First().Id();
        var since = await CursorAsync(client);
        var first = Assert.Single(await SyncAsync(client, Update(goal, since, """{"title":"From the phone"}""")));
        var second = Assert.Single(await SyncAsync(client, Update(goal, since, """{"title":"From the tablet"}""")));
        Assert.Equal("applied", Result(first));
        Assert.Equal("conflict", Result(second));
        Assert.Equal("From the phone", second.GetProperty("current").GetProperty("title").GetString());
        Assert.Equal(first.GetProperty("revision").GetString(), second.GetProperty("revision").GetString());

        // The client has decided: with the revision that it was told, or with none, its write goes through.
        Assert.Equal("applied", Result((await SyncAsync(client, Update(goal, second.GetProperty("revision").GetString()!, """{"title":"Both"}""")))[0]));
        Assert.Equal("applied", Result((await SyncAsync(client, $$"""{"key":"{{Guid.NewGuid()}}","entity":"goal","op":"update","id":{{goal}},"data":{"progress":1} }"""))[0]));
        var last = (await client.ReadAsync($"/api/v1/goals")).Items().Single(item => item.Id() == goal);
        Assert.Equal(("Both", 1.0), (last.GetProperty("title").GetString(), last.GetProperty("progress").GetDouble()));
    }

    [Fact]
    public async Task Delete_LeavesATombstoneThatWins()
    {
        using var client = await SignIn.AsAsync(api.First, 4);
        var goal = (await client.ReadAsync($"/api/v1/goals")).Items().First().Id();
        var since = await CursorAsync(client);
        string Delete() => $$"""{"key":"{{Guid.NewGuid()}}","entity":"goal","op":"delete","id":{{goal}},"base":"{{since}}"}""";
        var results = await SyncAsync(client, Delete(), Delete(), Update(goal, since, """{"title":"Too late"}"""));
        Assert.Equal(["applied", "duplicate", "conflict"], results.Select(Result));
        Assert.False(results[2].TryGetProperty("current", out _));
        Assert.DoesNotContain((await client.ReadAsync($"/api/v1/goals")).Items(), item => item.Id() == goal);
        var change = Assert.Single((await client.ReadAsync($"/api/v1/sync?since={since}&include=data")).GetProperty("changes").EnumerateArray());
        Assert.Equal("delete", change.GetProperty("op").GetString());
        Assert.False(change.TryGetProperty("data", out _));
    }

    [Fact]
    public async Task CheckIn_Deleted_ShortensTheStreak()
    {
        using var client = await SignIn.AsAsync(api.First, 5);
        var habit = (await SyncAsync(client, $$"""{"key":"{{Guid.NewGuid()}}","entity":"habit","op":"insert","data":{"name":"Streak","cadence":"daily"} }"""))[0].Id();
        var checkIns = await SyncAsync(client, [.. new[] { "10", "11", "12", "13" }.Select(day =>
            $$"""{"key":"{{Guid.NewGuid()}}","entity":"check-in","op":"insert","data":{"habitId":{{habit}},"date":"2026-10-{{day}}"} }""")]);
        Assert.Equal(4, await StreakAsync(client, habit));
        await SyncAsync(client, $$"""{"key":"{{Guid.NewGuid()}}","entity":"check-in","op":"delete","id":{{checkIns[1].Id()}}}""");
        Assert.Equal(2, await StreakAsync(client, habit));
    }

    [Theory]
    [InlineData("""{"entity":"goal","op":"insert","data":{"title":"no date"}}""")]
    [InlineData("""{"entity":"goal","op":"update","id":999999999,"data":{"title":"unknown"}}""")]
    [InlineData("""{"entity":"goal","op":"update","data":{"title":"which?"}}""")]
    [InlineData("""{"entity":"goal","op":"update","idKey":"0b5f7d1e-0000-4000-8000-000000000000"}""")]
    [InlineData("""{"entity":"goal","op":"delete","id":8}""")]
    [InlineData("""{"entity":"notification","op":"insert","data":{"read":true}}""")]
    [InlineData("""{"entity":"check-in","op":"insert","data":{"habitId":8,"date":"2026-01-01"}}""")]
    public async Task Write_Impossible_IsRejectedAndHoldsUpNothing(string write)
    {
        // Goal 8 and habit 8 are another user's.
        using var client = await SignIn.AsAsync(api.First, 6);
        var since = await CursorAsync(client);
        var results = await SyncAsync(client, $$"""{"key":"{{Guid.NewGuid()}}",{{write[1..]}}""", $$"""{"key":"{{Guid.NewGuid()}}","entity":"goal","op":"insert","data":{"title":"t","targetDate":"2027-01-01"} }""");
        Assert.Equal(["rejected", "applied"], results.Select(Result));
        Assert.NotEmpty(results[0].GetProperty("reason").GetString()!);
        Assert.Single((await client.ReadAsync($"/api/v1/sync?since={since}")).GetProperty("changes").EnumerateArray());
        await SyncAsync(client, $$"""{"key":"{{Guid.NewGuid()}}","entity":"goal","op":"delete","id":{{results[1].Id()}}}""");
    }

    [Fact]
    public async Task Batch_SameIdempotencyKey_IsAnsweredTheSame()
    {
        using var client = await SignIn.AsAsync(api.First, 7);
        client.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var body = $$"""{"writes":[{"key":"{{Guid.NewGuid()}}","entity":"goal","op":"insert","data":{"title":"Keyed","targetDate":"2027-01-01"} }]}""";
        using var first = await client.SendAsync(HttpMethod.Post, "/api/v1/sync", body);
        using var second = await client.SendAsync(HttpMethod.Post, "/api/v1/sync", body);
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal("true", second.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal((await first.JsonAsync()).ToString(), (await second.JsonAsync()).ToString());
        using var other = await client.SendAsync(HttpMethod.Post, "/api/v1/sync", body.Replace("Keyed", "Other", StringComparison.Ordinal));
        await other.ProblemAsync(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("""{"writes":[]}""")]
    [InlineData("""{"writes":[null]}""")]
    [InlineData("""{"writes":[{"entity":"goal","op":"insert"}]}""")]
    [InlineData("""{"writes":[{"key":"0b5f7d1e-0000-4000-8000-000000000000","entity":"user","op":"insert"}]}""")]
    [InlineData("""{"writes":[{"key":"0b5f7d1e-0000-4000-8000-000000000000","entity":"goal","op":"drop"}]}""")]
    [InlineData("""{"writes":[{"key":"0b5f7d1e-0000-4000-8000-000000000000","entity":"goal","op":"update","id":1,"data":{"progress":2}}]}""")]
    [InlineData("""{"writes":[{"key":"0b5f7d1e-0000-4000-8000-000000000000","entity":"goal","op":"update","id":1,"data":{"title":"a\u0000b"}}]}""")]
    [InlineData("""{"writes":[{"key":"0b5f7d1e-0000-4000-8000-000000000000","entity":"goal","op":"update","id":1,"data":{"colour":"red"}}]}""")]
    [InlineData("""{"writes":[{"key":"0b5f7d1e-0000-4000-8000-000000000000","entity":"goal","op":"update","id":1,"base":"x","data":{}}]}""")]
    public async Task Batch_Invalid_IsBadRequest(string json)
    {
        using var client = await SignIn.AsAsync(api.First, 7);
        using var response = await client.SendAsync(HttpMethod.Post, "/api/v1/sync", json);
        await response.ProblemAsync(HttpStatusCode.BadRequest);
    }

    private static string Update(long goal, string since, string data) =>
        $$"""{"key":"{{Guid.NewGuid()}}","entity":"goal","op":"update","id":{{goal}},"base":"{{since}}","data":{{data}}}""";

    private static string Result(JsonElement result) => result.GetProperty("result").GetString()!;

    private static async Task<string> CursorAsync(HttpClient client) => (await client.ReadAsync($"/api/v1/sync?limit=1000")).GetProperty("next").GetString()!;

    private static async Task<int> StreakAsync(HttpClient client, long habit) =>
        (await client.ReadAsync($"/api/v1/habits")).Items().Single(item => item.Id() == habit).GetProperty("streak").GetInt32();

    private static async Task<List<JsonElement>> SyncAsync(HttpClient client, params string[] writes)
    {
        using var response = await client.SendAsync(HttpMethod.Post, "/api/v1/sync", $$"""{"writes":[{{string.Join(',', writes)}}]}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return [.. (await response.JsonAsync()).GetProperty("results").EnumerateArray()];
    }
}
