using System.Diagnostics;
using Npgsql;
using UpCoach.MockUpCoach.Data.Migrations;

namespace UpCoach.MockUpCoach.Tests.Data;

[Trait("kind", "server")]
public sealed class MigrationTests(ApiFixture api)
{
    private static readonly Migration Good = new(1, "good", "CREATE TABLE good (id integer)");

    [Fact]
    public async Task Run_TwoInstancesAtOnce_AppliedEachOnce()
    {
        // The fixture started both instances together on an empty database.
        await using var source = NpgsqlDataSource.Create(api.Servers.PostgresConnectionString + ";Target Session Attributes=Primary");
        Assert.Equal(MigrationReader.ReadAll().Count, await CountAsync(source, "schema_migrations"));
        Assert.Equal(ApiFixture.Users, await CountAsync(source, "users"));
        Assert.Equal(1, await CountAsync(source, "signing_keys"));
    }

    [Fact]
    public async Task Run_Concurrently_AppliesOnce()
    {
        await using var source = await DatabaseAsync("migrate_twice");
        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => (await RunAsync(source, Good)).Count));
        Assert.Equal(1, applied.Sum());
    }

    [Fact]
    public async Task Run_ColumnThatCameLast_HasStatistics()
    {
        await using var source = await DatabaseAsync("migrate_statistics");
        await RunAsync(
            source, Good, new Migration(2, "rows", "INSERT INTO good SELECT generate_series(1, 100)"), new Migration(3, "last", "ALTER TABLE good ADD COLUMN status text DEFAULT 'published'"));
        Assert.Equal(2, await CountAsync(source, "pg_stats WHERE tablename = 'good'"));
    }

    [Fact]
    public async Task Run_OneFails_ChangesNothing()
    {
        await using var source = await DatabaseAsync("migrate_fail");
        var failure = await Assert.ThrowsAsync<MigrationException>(() => RunAsync(source, Good, new Migration(2, "bad", "CREATE TABLE bad (id nonsense)")));
        Assert.Contains("0002_bad", failure.Message, StringComparison.Ordinal);
        Assert.Contains("nonsense", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<PostgresException>(() => CountAsync(source, "good"));
    }

    [Fact]
    public async Task Run_AppliedOneWasEdited_IsRefused()
    {
        await using var source = await DatabaseAsync("migrate_edit");
        await RunAsync(source, Good);
        var failure = await Assert.ThrowsAsync<MigrationException>(() => RunAsync(source, Good with { Sql = "CREATE TABLE better (id integer)" }));
        Assert.Contains("0001_good was edited", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_DatabaseIsNewer_IsRefused()
    {
        await using var source = await DatabaseAsync("migrate_newer");
        await RunAsync(source, Good, new Migration(2, "later", "SELECT 1"));
        await Assert.ThrowsAsync<MigrationException>(() => RunAsync(source, Good));
    }

    [Fact]
    public async Task Process_MigrationFails_ExitsWithOneMessage()
    {
        var database = await api.Servers.CreateDatabaseAsync("migrate_exit", TestContext.Current.CancellationToken);
        await using var source = NpgsqlDataSource.Create(database + ";Target Session Attributes=Primary");
        await using (var taken = source.CreateCommand("CREATE TABLE users (id integer)"))
            await taken.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(UpCoachApplication).Assembly.Location, "--urls=http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ConnectionStrings__upcoachdb"] = database + ";Password=secret-word", ["ConnectionStrings__cache"] = api.Servers.RedisConnectionString },
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var all = await output + await errors;
        Assert.Equal(1, process.ExitCode);
        Assert.Contains("Migration 0001_tables failed: relation \"users\" already exists", all, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", all, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", all, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<Migration>> RunAsync(NpgsqlDataSource source, params Migration[] migrations)
    {
        await using var connection = await source.OpenConnectionAsync();
        return await new MigrationRunner(migrations, (_, _, _) => Task.CompletedTask).RunAsync(connection, TestContext.Current.CancellationToken);
    }

    private async Task<NpgsqlDataSource> DatabaseAsync(string name) =>
        NpgsqlDataSource.Create(await api.Servers.CreateDatabaseAsync(name, TestContext.Current.CancellationToken) + ";Target Session Attributes=Primary");

    private static async Task<long> CountAsync(NpgsqlDataSource source, string table)
    {
        await using var command = source.CreateCommand($"SELECT count(*) FROM {table}");
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
