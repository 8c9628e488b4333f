using Npgsql;
using UpCoach.MockUpCoach.Data.Migrations;
using UpCoach.MockUpCoach.Data.Seeding;

namespace UpCoach.MockUpCoach.Tests.Data;

[Trait("kind", "server")]
public sealed class SeedTests(ApiFixture api)
{
    private static readonly string[] Tables =
        ["users", "user_clocks", "content_items", "content_versions", "habits", "check_ins", "goals", "notifications", "coaching_sessions", "feed_items", "changes"];

    [Fact]
    public async Task Seed_TwoDatabases_AreEqual()
    {
        var options = new SeedOptions { Users = 30, ContentItems = 70, CheckIns = 200 };
        var first = await SeedAsync("seed_one", options);
        Assert.Equal(first, await SeedAsync("seed_two", options));
        Assert.Equal(30, first["users"].Rows);
        Assert.Equal(70, first["content_items"].Rows);
        Assert.Equal(200, first["check_ins"].Rows);
    }

    [Fact]
    public async Task Seed_Nothing_IsAnEmptySchema()
    {
        var tables = await SeedAsync("seed_none", new SeedOptions { Users = 0, ContentItems = 0, CheckIns = 0 });
        Assert.All(tables.Values, table => Assert.Equal(0, table.Rows));
    }

    private async Task<Dictionary<string, (long Rows, string? Checksum)>> SeedAsync(string name, SeedOptions options)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var source = NpgsqlDataSource.Create(await api.Servers.CreateDatabaseAsync(name, stop) + ";Target Session Attributes=Primary");
        await using var connection = await source.OpenConnectionAsync(stop);
        await new MigrationRunner(MigrationReader.ReadAll(), new Seeder(options).AfterAsync).RunAsync(connection, stop);
        var sums = new Dictionary<string, (long, string?)>(StringComparer.Ordinal);
        foreach (var table in Tables)
        {
            await using var command = new NpgsqlCommand($"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} t", connection);
            await using var reader = await command.ExecuteReaderAsync(stop);
            await reader.ReadAsync(stop);
            sums[table] = (reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetString(1));
        }

        return sums;
    }
}
