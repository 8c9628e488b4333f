using System.Data;
using System.Net;
using Npgsql;
using UpCoach.Testing;

namespace UpCoach.MockUpCoach.Tests.Analytics;

/// <summary>The materialised figures against the same figures counted plainly from the same rows.</summary>
[Trait("kind", "server")]
public sealed class ReportTests(ApiFixture api)
{
    private sealed record UserDay(DateOnly Day, long UserId, int CheckIns, int Reads, int Messages);

    [Fact]
    public async Task Daily_EveryDay_EqualsACountByHand()
    {
        var (days, rows) = await RefreshedAsync("SELECT day, actives, joined, regained, weekly_actives, monthly_actives, check_ins FROM analytics_daily ORDER BY day", 7);
        Assert.NotEmpty(days);
        var first = days.GroupBy(one => one.UserId).ToDictionary(own => own.Key, own => own.Min(one => one.Day));
        var expected = days.Select(one => one.Day).Distinct().Order().Select(day => new object[]
        {
            day,
            days.Count(one => one.Day == day),
            first.Count(pair => pair.Value == day),
            days.Count(one => one.Day == day && first[one.UserId] < day && !days.Any(other => other.UserId == one.UserId && other.Day < day && other.Day >= day.AddDays(-7))),
            Users(days, day, 7),
            Users(days, day, 28),
            days.Where(one => one.Day == day).Sum(one => one.CheckIns),
        });
        Assert.Equal(expected.Select(Text), rows.Select(Text));
    }

    [Theory]
    [InlineData("/api/v1/analytics/dashboard", "br", "br")]
    [InlineData("/api/v1/analytics/dashboard", "gzip", "gzip")]
    [InlineData("/api/v1/analytics/dashboard", "identity", null)]
    [InlineData("/api/v1/realtime/analytics/stream", "br, gzip", null)]
    public async Task Answer_AcceptedCoding_IsUsedForReportsOnly(string path, string accepted, string? coding)
    {
        using var client = await SignIn.AsAsync(api.First, 1);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.AcceptEncoding.ParseAdd(accepted);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(coding, response.Content.Headers.ContentEncoding.SingleOrDefault());
    }

    [Fact]
    public async Task Retention_EveryCohort_EqualsACountByHand()
    {
        var (days, rows) = await RefreshedAsync("SELECT cohort, weeks_later, users, size FROM analytics_retention ORDER BY cohort, weeks_later", 4);
        var cohort = days.GroupBy(one => one.UserId).ToDictionary(own => own.Key, own => own.Min(one => Monday(one.Day)));
        var expected =
            from one in days.Select(one => (one.UserId, Week: Monday(one.Day))).Distinct()
            group one by (Cohort: cohort[one.UserId], one.Week) into cell
            orderby cell.Key.Cohort, cell.Key.Week
            select new object[]
            {
                cell.Key.Cohort, (cell.Key.Week.DayNumber - cell.Key.Cohort.DayNumber) / 7, cell.Count(), cohort.Count(pair => pair.Value == cell.Key.Cohort),
            };
        Assert.Equal(expected.Select(Text), rows.Select(Text));
    }

    [Fact]
    public async Task Funnel_Steps_EqualACountByHand()
    {
        var (days, rows) = await RefreshedAsync("SELECT step, users FROM analytics_funnel ORDER BY step", 2);
        var newest = days.Max(one => one.Day);
        var people = days.Where(one => one.Day > newest.AddDays(-28)).GroupBy(one => one.UserId).ToList();
        var reading = people.Where(own => own.Any(one => one.Reads > 0)).ToList();
        var checking = reading.Where(own => own.Any(one => one.CheckIns > 0)).ToList();
        var seven = checking.Where(own => Streak(own) >= 7).ToList();
        int[] expected =
        [
            people.Count, reading.Count, checking.Count, checking.Count(own => Streak(own) >= 3), seven.Count, seven.Count(own => own.Any(one => one.Messages > 0)),
        ];
        Assert.Equal(expected, rows.Select(row => (int)row[1]));
    }

    [Fact]
    public async Task Dashboard_AfterTheFirstRefresh_HasAllParts()
    {
        using var client = await SignIn.AsAsync(api.First, 36);
        var report = default(System.Text.Json.JsonElement);
        await Eventually.TrueAsync(async () =>
        {
            report = await client.ReadAsync($"/api/v1/analytics/dashboard");
            return report.GetProperty("refreshedAt").ValueKind != System.Text.Json.JsonValueKind.Null;
        }, "the figures are computed", TestContext.Current.CancellationToken);
        report.HasExactly("refreshedAt", "headline", "dailyActives", "completion", "retention", "coaches", "funnel");
        Assert.Equal(6, report.GetProperty("funnel").GetArrayLength());
        Assert.True(report.GetProperty("dailyActives").GetArrayLength() is > 0 and <= 56);
        Assert.True(report.GetProperty("coaches").GetArrayLength() is > 0 and <= 12);
        var places = report.GetProperty("coaches").EnumerateArray().Select(coach => coach.GetProperty("place").GetInt32()).ToList();
        Assert.Equal(places.Order(), places);
        Assert.All(report.GetProperty("retention").EnumerateArray(), cohort => Assert.Equal(1, cohort.GetProperty("rates")[0].GetDouble()));
    }

    [Theory]
    [InlineData("daily-actives?days=7", 7)]
    [InlineData("completion?days=7", 7)]
    [InlineData("coaches?limit=3", 3)]
    [InlineData("retention", 12)]
    [InlineData("funnel", 6)]
    public async Task Report_Limit_IsKept(string path, int most)
    {
        using var client = await SignIn.AsAsync(api.First, 36);
        await FiguresAsync(client);
        using var response = await client.SendAsync(HttpMethod.Get, $"/api/v1/analytics/{path}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("max-age=15, private", response.Headers.CacheControl!.ToString());
        Assert.InRange((await response.JsonAsync()).Items().Count(), 1, most);
    }

    [Theory]
    [InlineData("daily-actives?days=0")]
    [InlineData("daily-actives?days=x")]
    [InlineData("coaches?limit=501")]
    public async Task Report_BadLimit_IsBadRequest(string path)
    {
        using var client = await SignIn.AsAsync(api.First, 36);
        using var response = await client.SendAsync(HttpMethod.Get, $"/api/v1/analytics/{path}");
        await response.ProblemAsync(HttpStatusCode.BadRequest);
    }

    // One snapshot for the view and the rows that it is counted from: other tests go on meanwhile.
    private async Task<(List<UserDay> Days, List<object[]> Rows)> RefreshedAsync(string sql, int columns)
    {
        var stop = TestContext.Current.CancellationToken;
        using (var client = await SignIn.AsAsync(api.First, 36))
            await FiguresAsync(client);
        await using var source = NpgsqlDataSource.Create(api.Servers.PostgresConnectionString + ";Target Session Attributes=Primary;Pooling=false");
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        var view = sql[(sql.IndexOf("FROM ", StringComparison.Ordinal) + 5)..].Split(' ')[0];
        await using (var refresh = new NpgsqlCommand($"REFRESH MATERIALIZED VIEW {view}", connection))
            await refresh.ExecuteNonQueryAsync(stop);
        var days = (await ReadAsync(connection, "SELECT day, user_id, check_ins, reads, messages FROM user_days", 5))
            .Select(row => new UserDay((DateOnly)row[0], (long)row[1], (int)row[2], (int)row[3], (int)row[4])).ToList();
        return (days, await ReadAsync(connection, sql, columns));
    }

    // An instance computes them once it serves; whoever comes first waits for them.
    private static Task FiguresAsync(HttpClient client) => Eventually.TrueAsync(
        async () => (await client.ReadAsync($"/api/v1/analytics/funnel")).Items().Any(), "the history is there", TestContext.Current.CancellationToken);

    private static async Task<List<object[]>> ReadAsync(NpgsqlConnection connection, string sql, int columns)
    {
        var rows = new List<object[]>();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            var row = new object[columns];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    private static string Text(object[] row) => string.Join(' ', row.Select(value => value switch
    {
        DateOnly day => day.ToString("O", null),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
    }));

    private static int Users(List<UserDay> days, DateOnly until, int length) =>
        days.Where(one => one.Day <= until && one.Day > until.AddDays(-length)).Select(one => one.UserId).Distinct().Count();

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static int Streak(IEnumerable<UserDay> own)
    {
        var (longest, run, last) = (0, 0, DateOnly.MinValue);
        foreach (var day in own.Where(one => one.CheckIns > 0).Select(one => one.Day).Order())
        {
            run = day == last.AddDays(1) ? run + 1 : 1;
            (longest, last) = (Math.Max(longest, run), day);
        }

        return longest;
    }
}
