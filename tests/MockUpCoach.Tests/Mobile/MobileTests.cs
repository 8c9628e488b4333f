using System.Net;
using System.Text.Json;

namespace UpCoach.MockUpCoach.Tests.Mobile;

[Trait("kind", "server")]
public sealed class MobileTests(ApiFixture api)
{
    [Fact]
    public async Task Feed_Pages_HoldEveryEntryOnceNewestFirst()
    {
        using var client = await SignIn.AsAsync(api.First, 10);
        var seen = new List<long>();
        string? cursor = null;
        do
        {
            var page = await client.ReadAsync($"/api/v1/feed?limit=5&cursor={cursor}");
            page.HasExactly("items", "nextCursor");
            seen.AddRange(page.Items().Select(item => item.Id()));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);
        Assert.Equal(12, seen.Count);
        Assert.Equal(seen.Distinct().OrderDescending(), seen);
    }

    [Fact]
    public async Task Feed_Entry_HasItsShape()
    {
        using var client = await SignIn.AsAsync(api.First, 10);
        (await client.ReadAsync($"/api/v1/feed")).Items().First().HasExactly("id", "kind", "title", "summary", "contentId", "imageId", "createdAt");
    }

    [Theory]
    [InlineData("/api/v1/goals", "id title progress targetDate")]
    [InlineData("/api/v1/habits", "id name cadence streak")]
    [InlineData("/api/v1/notifications", "id kind text read createdAt")]
    public async Task List_Item_HasItsShape(string path, string fields)
    {
        using var client = await SignIn.AsAsync(api.Second, 11);
        using var response = await client.SendAsync(HttpMethod.Get, path);
        Assert.Equal("no-store, private", response.Headers.CacheControl!.ToString());
        Assert.Equal("upcoach-2", response.Headers.GetValues("X-Served-By").Single());
        var items = (await response.JsonAsync()).Items().ToList();
        Assert.NotEmpty(items);
        Assert.All(items, item => item.HasExactly(fields.Split(' ')));
    }

    [Fact]
    public async Task Sessions_Today_AreOfThatDay()
    {
        using var client = await SignIn.AsAsync(api.First, 12);
        var day = await client.ReadAsync($"/api/v1/sessions/today");
        day.HasExactly("date", "sessions");
        var sessions = day.GetProperty("sessions").EnumerateArray().ToList();
        Assert.NotEmpty(sessions);
        Assert.All(sessions, session =>
        {
            session.HasExactly("id", "coach", "startsAt", "durationMinutes", "topic");
            Assert.StartsWith(day.GetProperty("date").GetString()!, session.GetProperty("startsAt").GetString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Notifications_Pages_HoldEveryOneOnce()
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        var first = await client.ReadAsync($"/api/v1/notifications?limit=5");
        var second = await client.ReadAsync($"/api/v1/notifications?limit=5&cursor={first.GetProperty("nextCursor").GetString()}");
        Assert.Equal(JsonValueKind.Null, second.GetProperty("nextCursor").ValueKind);
        Assert.Equal(8, first.Items().Concat(second.Items()).Select(item => item.Id()).Distinct().Count());
    }

    [Fact]
    public async Task Sessions_OfTwoWeeks_RepeatEachWeek()
    {
        using var client = await SignIn.AsAsync(api.First, 12);
        var calendar = await client.ReadAsync($"/api/v1/sessions?from=2026-11-23&days=14");
        calendar.HasExactly("from", "to", "items");
        Assert.Equal("2026-12-06", calendar.GetProperty("to").GetString());
        var sessions = calendar.Items().ToList();
        Assert.Equal(14, sessions.Count);
        Assert.Equal(sessions[..7].Select(session => session.Id()), sessions[7..].Select(session => session.Id()));
        Assert.Equal(sessions.Select(session => session.GetProperty("startsAt").GetDateTimeOffset()).Order(), sessions.Select(session => session.GetProperty("startsAt").GetDateTimeOffset()));
    }

    [Fact]
    public async Task Notifications_MarkedRead_AreReadAndSynced()
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        using var other = await SignIn.AsAsync(api.First, 14);
        var foreign = (await other.ReadAsync($"/api/v1/notifications")).Items().First().Id();
        var unread = (await client.ReadAsync($"/api/v1/notifications")).Items().Where(item => !item.GetProperty("read").GetBoolean()).Select(item => item.Id()).ToList();
        var since = (await client.ReadAsync($"/api/v1/sync?limit=1000")).GetProperty("next").GetString();
        using var response = await client.SendAsync(HttpMethod.Post, "/api/v1/notifications/read", $$"""{"ids":[{{string.Join(',', unread.Append(foreign))}}]}""");
        Assert.Equal(unread.Count, (await response.JsonAsync()).GetProperty("marked").GetInt32());
        Assert.All((await client.ReadAsync($"/api/v1/notifications")).Items(), item => Assert.True(item.GetProperty("read").GetBoolean()));
        Assert.Equal(unread.Order(), (await client.ReadAsync($"/api/v1/sync?since={since}")).GetProperty("changes").EnumerateArray().Select(change => change.Id()));
    }

    [Fact]
    public async Task Images_Pages_HoldThePicturesOfTheSeed()
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        var first = await client.ReadAsync($"/api/v1/images?limit=15");
        var second = await client.ReadAsync($"/api/v1/images?limit=15&cursor={first.GetProperty("nextCursor").GetString()}");
        var pictures = first.Items().Concat(second.Items()).ToList();
        Assert.Equal(24, pictures.Select(picture => picture.GetProperty("id").GetString()).Distinct().Count(id => id!.StartsWith("seed-", StringComparison.Ordinal)));
        var size = pictures[0].GetProperty("sizes").EnumerateArray().First();
        size.HasExactly("name", "width", "height", "jpg", "webp", "avif");
        Assert.StartsWith("/media/", size.GetProperty("webp").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Location_BatchSentTwice_IsKeptOnce()
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        var now = DateTimeOffset.Parse("2026-11-24T10:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        var pings = Enumerable.Range(0, 100).Select(n => FormattableString.Invariant($$"""{"at":"{{now.AddSeconds(n):O}}","latitude":{{48 + (n * 0.001)}},"longitude":-11.5,"accuracyMeters":12.5}"""));
        var body = $$"""{"pings":[{{string.Join(',', pings)}}]}""";
        using var first = await client.SendAsync(HttpMethod.Post, "/api/v1/location", body);
        Assert.Equal((100, 0), ((await first.JsonAsync()).GetProperty("accepted").GetInt32(), (await first.JsonAsync()).GetProperty("duplicates").GetInt32()));
        using var second = await client.SendAsync(HttpMethod.Post, "/api/v1/location", body);
        Assert.Equal(100, (await second.JsonAsync()).GetProperty("duplicates").GetInt32());
        var track = (await client.ReadAsync($"/api/v1/location?limit=2")).Items().ToList();
        Assert.Equal(48.099, track[0].GetProperty("latitude").GetDouble(), 6);
    }

    [Theory]
    [InlineData("""{"pings":[]}""")]
    [InlineData("""{"pings":[{"at":"2026-11-24T10:00:00Z","latitude":91,"longitude":0}]}""")]
    [InlineData("""{"pings":[{"at":"2026-11-24T10:00:00Z","latitude":0}]}""")]
    [InlineData("""{"pings":[{"latitude":0,"longitude":0}]}""")]
    [InlineData("""{"pings":[{"at":"2026-11-24T10:00:00Z","latitude":0,"longitude":0,"accuracyMeters":-1}]}""")]
    public async Task Location_Invalid_IsBadRequest(string json)
    {
        using var client = await SignIn.AsAsync(api.First, 13);
        using var response = await client.SendAsync(HttpMethod.Post, "/api/v1/location", json);
        await response.ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task CheckIn_Twice_IsCreatedThenFound()
    {
        using var client = await SignIn.AsAsync(api.First, 14);
        var habit = await FirstHabitAsync(client);
        using var created = await client.SendAsync(HttpMethod.Post, $"/api/v1/habits/{habit}/check-ins", """{"date":"2026-11-24","note":"done"}""");
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.NotNull(created.Headers.Location);
        var first = await created.JsonAsync();
        first.HasExactly("id", "habitId", "date", "note", "recordedAt");
        Assert.Equal("2026-11-24", first.GetProperty("date").GetString());

        using var repeated = await client.SendAsync(HttpMethod.Post, $"/api/v1/habits/{habit}/check-ins", """{"date":"2026-11-24","note":"again"}""");
        Assert.Equal(HttpStatusCode.OK, repeated.StatusCode);
        Assert.Equal(first.ToString(), (await repeated.JsonAsync()).ToString());
        using var listed = await client.SendAsync(HttpMethod.Get, created.Headers.Location!.OriginalString);
        Assert.Equal(first.ToString(), (await listed.JsonAsync()).Items().First().ToString());
    }

    [Fact]
    public async Task CheckIn_ManyAtOnce_IsCreatedOnce()
    {
        using var first = await SignIn.AsAsync(api.First, 15);
        using var second = SignIn.SameUser(first, api.Second);
        var habit = await FirstHabitAsync(first);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(n =>
            (n % 2 == 0 ? first : second).SendAsync(HttpMethod.Post, $"/api/v1/habits/{habit}/check-ins", """{"date":"2026-11-25"}""")));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.All(answers, answer => Assert.True(answer.IsSuccessStatusCode));
        var bodies = await Task.WhenAll(answers.Select(answer => answer.JsonAsync()));
        Assert.Single(bodies.Select(body => body.Id()).Distinct());
    }

    [Fact]
    public async Task CheckIn_NextDay_LengthensStreakAndEntersFeedAndSync()
    {
        using var client = await SignIn.AsAsync(api.First, 16);
        var habit = (await client.ReadAsync($"/api/v1/habits")).Items().First(item => item.GetProperty("cadence").GetString() == "daily");
        var since = (await client.ReadAsync($"/api/v1/sync?limit=1000")).GetProperty("next").GetString();
        foreach (var date in new[] { "2027-01-01", "2027-01-02" })
            (await client.SendAsync(HttpMethod.Post, $"/api/v1/habits/{habit.Id()}/check-ins", $$"""{"date":"{{date}}"}""")).Dispose();

        Assert.Equal(2, (await client.ReadAsync($"/api/v1/habits")).Items().First(item => item.Id() == habit.Id()).GetProperty("streak").GetInt32());
        Assert.Equal("check-in", (await client.ReadAsync($"/api/v1/feed")).Items().First().GetProperty("kind").GetString());
        var sync = await client.ReadAsync($"/api/v1/sync?since={since}");
        Assert.False(sync.GetProperty("more").GetBoolean());
        Assert.Equal(["check-in", "check-in"], sync.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("entity").GetString()));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("GET")]
    public async Task CheckIns_ForeignHabit_IsNotFound(string method)
    {
        using var owner = await SignIn.AsAsync(api.First, 17);
        using var other = await SignIn.AsAsync(api.First, 18);
        var habit = await FirstHabitAsync(owner);
        using var response = await other.SendAsync(new HttpMethod(method), $"/api/v1/habits/{habit}/check-ins", method == "POST" ? """{"date":"2026-11-24"}""" : null);
        await response.ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task CheckIns_Limit_GivesTheLatest()
    {
        using var client = await SignIn.AsAsync(api.First, 19);
        var list = await client.ReadAsync($"/api/v1/habits/{await FirstHabitAsync(client)}/check-ins?limit=1");
        Assert.Equal("2026-01-05", Assert.Single(list.Items()).GetProperty("date").GetString());
    }

    [Fact]
    public async Task Sync_Pages_HoldEveryChangeInOrder()
    {
        using var client = await SignIn.AsAsync(api.First, 20);
        var seen = new List<long>();
        var since = "";
        bool more;
        do
        {
            var page = await client.ReadAsync($"/api/v1/sync?limit=5&since={since}");
            page.HasExactly("changes", "next", "more");
            seen.AddRange(page.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("seq").GetInt64()));
            since = page.GetProperty("next").GetString()!;
            more = page.GetProperty("more").GetBoolean();
        }
        while (more);
        Assert.Equal(Enumerable.Range(1, 12).Select(n => (long)n), seen);
        Assert.Empty((await client.ReadAsync($"/api/v1/sync?since={since}")).GetProperty("changes").EnumerateArray());
    }

    internal static async Task<long> FirstHabitAsync(HttpClient client) => (await client.ReadAsync($"/api/v1/habits")).Items().First().Id();
}
