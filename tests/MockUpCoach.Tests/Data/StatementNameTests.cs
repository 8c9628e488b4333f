using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using UpCoach.MockUpCoach.Analytics.Ingestion;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Tests.Data;

[Trait("kind", "server")]
public sealed class StatementNameTests(ApiFixture api)
{
    private static readonly string[] Paths =
    [
        "/api/v1/me", "/api/v1/feed?limit=3", "/api/v1/sessions/today", "/api/v1/sessions", "/api/v1/goals", "/api/v1/habits", "/api/v1/notifications",
        "/api/v1/sync", "/api/v1/sync?include=data", "/api/v1/messages", "/api/v1/images", "/api/v1/location", "/api/v1/content?limit=3", "/api/v1/content?status=draft",
        "/api/v1/content/2/versions", "/api/v1/content/2/versions/1", "/api/v1/content/2/attachments", "/api/v1/content/search?q=morn&prefix=true", "/api/v1/content/search?q=morning",
    ];

    // What it asks when it connects: types, and which role a server has.
    private static readonly string[] OfTheDriver = ["pg_type", "SELECT version()", "SHOW default_transaction_read_only", "select pg_is_in_recovery()"];

    [Fact]
    public async Task EveryStatement_InTheServersStatistics_IsNamed()
    {
        await using var source = NpgsqlDataSource.Create(api.Servers.PostgresConnectionString + ";Target Session Attributes=Primary");
        await ReadAsync(source, "/* tests.reset */ SELECT pg_stat_statements_reset()::text");
        using var client = await SignIn.AsAsync(api.First, 30);
        var write = $$"""{"writes":[{"key":"{{Guid.NewGuid()}}","entity":"goal","op":"insert","data":{"title":"Named","targetDate":"2027-05-01"} }]}""";
        (await client.SendAsync(HttpMethod.Post, "/api/v1/sync", write)).Dispose();
        (await client.SendAsync(HttpMethod.Post, "/api/v1/messages", $$"""{"id":"{{Guid.NewGuid()}}","text":"named"}""")).Dispose();

        // The first batch of a table's owner also makes the day's partitions.
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await new EventTable(api.First.Services.GetRequiredService<UpCoachDatabase>()).WriteAsync([new UserEvent(Guid.NewGuid(), 30, "named", now, now, null)], TestContext.Current.CancellationToken);

        // After the write the replica may be behind, so that these too may go to the primary; whichever answers, the text is the same.
        foreach (var path in Paths)
            await client.ReadAsync($"{path}");
        var statements = await ReadAsync(source, """
            /* tests.statements */
            SELECT query FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
            WHERE d.datname = 'upcoach' AND query !~ '^(BEGIN|COMMIT|ROLLBACK|SET|DISCARD|DEALLOCATE)'
            """);

        // COPY must come first and has its name after; the writer of events may copy at any moment.
        Assert.DoesNotContain(statements, text => !text.StartsWith("/* ", StringComparison.Ordinal) && !text.StartsWith("COPY /* ", StringComparison.Ordinal) && !OfTheDriver.Any(own => text.Contains(own, StringComparison.Ordinal)));
        Assert.Contains(statements, text => text.StartsWith("/* sync.begin */", StringComparison.Ordinal));
        Assert.Contains(statements, text => text.StartsWith("/* messages.add */", StringComparison.Ordinal));
        Assert.Contains(statements, text => text.StartsWith("/* analytics.partition */\nCREATE TABLE", StringComparison.Ordinal));
    }

    private static async Task<List<string>> ReadAsync(NpgsqlDataSource source, string sql)
    {
        var rows = new List<string>();
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(reader.GetString(0));
        return rows;
    }
}
