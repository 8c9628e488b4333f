using System.Text.Json;
using Npgsql;
using UpCoach.Testing;

namespace UpCoach.MockUpCoach.Tests.Data;

[Trait("kind", "server")]
public sealed class CacheTests(ApiFixture api)
{
    [Fact]
    public async Task Content_ReadTwice_IsAMissThenAHit()
    {
        using var client = await SignIn.AsAsync(api.First, 26);
        using var counters = new Counters();
        Assert.NotEqual("cache", await client.SourceAsync($"/api/v1/content/201"));
        Assert.Equal("cache", await client.SourceAsync($"/api/v1/content/201"));
        Assert.Equal(1, counters.Count("upcoach.cache.requests cache=content result=miss"));
        Assert.Equal(1, counters.Count("upcoach.cache.requests cache=content result=hit"));
        Assert.Equal(2, counters.Count("upcoach.cache.requests cache=session result=hit"));
    }

    [Fact]
    public async Task Content_CrowdThatMisses_SharesAQuery()
    {
        using var client = await SignIn.AsAsync(api.First, 26);
        using var counters = new Counters();
        Task<JsonElement>[] crowd;
        await using (await LockAsync("content_items"))
        {
            crowd = [.. Enumerable.Range(0, 40).Select(_ => client.ReadAsync($"/api/v1/content/202"))];
            await Eventually.TrueAsync(() => counters.Count("upcoach.cache.requests cache=content result=miss") == crowd.Length, "all have found the cache empty");
        }

        await Task.WhenAll(crowd);

        // Who found the cache empty, and comes to join only when it is filled, asks once more.
        var queries = counters.Count("upcoach.db.commands kind=read target=replica") + counters.Count("upcoach.db.commands kind=read target=primary");
        Assert.InRange(queries, 1, 2);
    }

    [Fact]
    public async Task Commands_AreCountedByTargetAndKind()
    {
        using var client = await SignIn.AsAsync(api.First, 27);
        await Eventually.TrueAsync(async () => await client.SourceAsync($"/api/v1/goals") == "replica", "the replica is read", TestContext.Current.CancellationToken);
        using var counters = new Counters();
        Assert.Equal("replica", await client.SourceAsync($"/api/v1/goals"));
        (await client.SendAsync(HttpMethod.Post, "/api/v1/habits/27/check-ins", """{"date":"2026-11-30"}""")).Dispose();
        Assert.Equal(1, counters.Count("upcoach.db.commands kind=read target=replica"));
        Assert.Equal(1, counters.Count("upcoach.db.commands kind=write target=primary"));
    }

    [Fact]
    public async Task Metrics_ForPrometheus_HaveTheirNames()
    {
        (string Name, string FirstLabel, string SecondLabel)[] expected =
        [
            ("upcoach_cache_requests_total{", "result=\"hit\"", "cache=\"session\""),
            ("upcoach_cache_requests_total{", "result=\"miss\"", "cache=\"content\""),
            ("upcoach_db_commands_total{", "target=\"replica\"", "kind=\"read\""),
            ("upcoach_db_commands_total{", "target=\"primary\"", "kind=\"write\""),
            ("db_client_operation_duration_seconds_count{", "", ""),
            ("http_server_request_duration_seconds_count{", "http_route=\"/api/v1/content/{id", ""),
            ("dotnet_thread_pool_queue_length", "", ""),
            ("dotnet_thread_pool_thread_count", "", ""),
        ];

        // An instance of its own: those of this process share their meters, and one that has ended took its measurements out of the others' exporters.
        await using var own = await api.StartAsync("upcoach-metrics");
        using var client = await SignIn.AsAsync(own, 28);
        await client.ReadAsync($"/api/v1/content/203");

        // A scrape may be some hundred milliseconds old.
        await Eventually.TrueAsync(async () =>
        {
            var lines = (await own.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken)).Split('\n');
            return expected.All(metric => lines.Any(line =>
                line.StartsWith(metric.Name, StringComparison.Ordinal) && line.Contains(metric.FirstLabel, StringComparison.Ordinal)
                && line.Contains(metric.SecondLabel, StringComparison.Ordinal)));
        }, "all metrics are there", TestContext.Current.CancellationToken);
    }

    // Holds up whoever reads a table on either server, until it is disposed of.
    private async Task<NpgsqlConnection> LockAsync(string table)
    {
        var stop = TestContext.Current.CancellationToken;
        var connection = new NpgsqlConnection(Server("Primary"));
        await connection.OpenAsync(stop);
        await ExecuteAsync(connection, $"BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE");

        // The lock reaches the replica with the next commit.
        await using var primary = new NpgsqlConnection(Server("Primary"));
        await using var replica = new NpgsqlConnection(Server("Standby"));
        await primary.OpenAsync(stop);
        await replica.OpenAsync(stop);
        await ExecuteAsync(primary, "SELECT pg_logical_emit_message(true, 'tests', '')");
        await Eventually.TrueAsync(
            async () => (long)(await ExecuteAsync(replica, $"SELECT count(*) FROM pg_locks WHERE relation = '{table}'::regclass AND mode = 'AccessExclusiveLock'"))! > 0,
            "the replica holds the lock", stop);
        return connection;
    }

    private string Server(string role) => $"{api.Servers.PostgresConnectionString};Target Session Attributes={role};Pooling=false";

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
