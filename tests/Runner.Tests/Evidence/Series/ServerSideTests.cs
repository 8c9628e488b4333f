using System.Text.Json;
using Npgsql;
using UpCoach.LoadRunners.Runner.Evidence.Series;

namespace UpCoach.Runner.Tests.Evidence.Series;

/// <summary>Looks at a real primary, its replica and Redis while a run goes on.</summary>
[Trait("kind", "server")]
public sealed class ServerSideTests(ServersToWatch watched, TestSystem system) : IClassFixture<ServersToWatch>, IClassFixture<TestSystem>, IDisposable
{
    private const string Secret = "hunter2-not-for-files";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly RunnerBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Run_WithServers_StoresEachSecondWithTheRun()
    {
        await using var pool = NpgsqlDataSource.Create(watched.Servers.PostgresConnectionString.Split(',')[0] + ";" + watched.Servers.PostgresConnectionString.Split(';', 2)[1] + ";Password=" + Secret);
        await using (var setup = pool.CreateCommand("CREATE EXTENSION IF NOT EXISTS pg_stat_statements; CREATE TABLE IF NOT EXISTS watched (n int)")) await setup.ExecuteNonQueryAsync(Stop);
        _bench.Environment["ConnectionStrings__upcoachdb-servers"] = watched.Servers.PostgresConnectionString + ";Password=" + Secret;
        _bench.Environment["ConnectionStrings__cache"] = watched.Servers.RedisConnectionString;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var load = LoadAsync(pool, over.Token);
        Assert.NotEqual(1, await _bench.CallAsync("run", _bench.Plan(Plans.Looping("8s")), "--target", system.Address.ToString(), "--out", _bench.Run));
        await over.CancelAsync();
        await load;

        var seen = _bench.Summary().GetProperty("serverSide");
        Assert.True(Max(seen, "postgres.sessions_active") >= 1, seen.ToString());
        Assert.True(Max(seen, "postgres.locks_waiting") >= 1, "one transaction waits for the other");
        Assert.True(Max(seen, "postgres.waits_lock") >= 1, "and its session says so");
        Assert.True(Max(seen, "postgres.rows_written_per_second") > 0);
        Assert.True(Max(seen, "postgres.wal_bytes_per_second") > 0);
        Assert.True(Max(seen, "postgres-2.wal_bytes_per_second") > 0, "the replica replays");
        Assert.True(Max(seen, "replica.lag_bytes") >= 0, "the replica's slot names it");
        Assert.Contains(seen.EnumerateObject(), series => series.Name.StartsWith("redis-", StringComparison.Ordinal) && series.Name.EndsWith(".used_memory_bytes", StringComparison.Ordinal) && series.Value.GetProperty("min").GetDouble() > 100_000);
        Assert.True(Max(seen, "machine.cpu_busy_ratio") > 0);
        Assert.True(Max(seen, "load-test.cpu_cores") > 0);
        Assert.True(Max(seen, "load-test.memory_bytes") > 10 << 20);

        var rows = await File.ReadAllLinesAsync(SeriesCsv.PathIn(_bench.Run), Stop);
        Assert.StartsWith("seconds,", rows[0], StringComparison.Ordinal);
        Assert.Equal(rows[0].Count(letter => letter == ','), rows[1].Count(letter => letter == ','));
        var run = _bench.Summary().GetProperty("run").GetProperty("serverSide");
        Assert.Contains(run.GetProperty("statements").EnumerateArray(), row => row.GetProperty("text").GetString()!.Contains("INSERT INTO watched", StringComparison.Ordinal) && row.GetProperty("calls").GetInt64() > 0);
        Assert.InRange(run.GetProperty("samplerCpuRatio").GetDouble(), 0, 0.5);
        TestContext.Current.TestOutputHelper!.WriteLine($"looking took {run.GetProperty("samplerCpuRatio").GetDouble():P2} of a core");
        Assert.DoesNotContain(Directory.EnumerateFiles(_bench.Run, "*", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, _bench.Out + _bench.Error, StringComparison.Ordinal);
        Assert.Contains("Server side, second by second", await File.ReadAllTextAsync(Path.Combine(_bench.Run, "report.html"), Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ServersGone_IsNotesAndNoFailedRun()
    {
        _bench.Environment["ConnectionStrings__upcoachdb"] = $"Host=127.0.0.1;Port=1;Username=a;Password={Secret};Database=b";
        _bench.Environment["ConnectionStrings__cache"] = $"127.0.0.1:1,password={Secret}";
        _bench.AssertExit(0, await _bench.CallAsync("run", _bench.Plan(Plans.Looping("3s")), "--target", system.Address.ToString(), "--out", _bench.Run));
        var notes = string.Join('\n', _bench.Summary().GetProperty("run").GetProperty("serverSide").GetProperty("notes").EnumerateArray().Select(note => note.GetString()));
        Assert.Contains("PostgreSQL postgres could not be seen", notes, StringComparison.Ordinal);
        Assert.Contains("Redis redis-1 could not be seen", notes, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, File.ReadAllText(Path.Combine(_bench.Run, "summary.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ConnectionStringsThatAreNone_AreNotesThatDoNotQuoteThem()
    {
        _bench.Environment["ConnectionStrings__upcoachdb"] = $"Nonsense={Secret}";
        _bench.AssertExit(0, await _bench.CallAsync("run", _bench.Plan(Plans.Looping("2s")), "--target", system.Address.ToString(), "--out", _bench.Run));
        Assert.Contains("PostgreSQL could not be looked at", _bench.Summary().GetProperty("run").GetProperty("serverSide").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, File.ReadAllText(Path.Combine(_bench.Run, "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void ListeningProcesses_OfTheServers_AreFoundByTheirPorts()
    {
        var ports = watched.Servers.PostgresConnectionString.Split(';')[0].Split(':', ',').Where(part => int.TryParse(part, out _)).Select(part => int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        var found = ListeningProcesses.Find([.. ports, system.Address.Port]);
        Assert.Equal(Environment.ProcessId, found[system.Address.Port]);
        Assert.All(ports, port => Assert.Equal("postgres", ProcFile.Command(found[port])));
        Assert.NotEmpty(ProcFile.Children(found[ports[0]]));
    }

    // Two sessions that insert and want the same lock, and a client of Redis' clock: the servers' own.
    private static async Task LoadAsync(NpgsqlDataSource pool, CancellationToken stop)
    {
        try
        {
            await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
            {
                while (true)
                {
                    await using var connection = await pool.OpenConnectionAsync(stop);
                    await using var transaction = await connection.BeginTransactionAsync(stop);
                    await using var command = new NpgsqlCommand("SELECT pg_advisory_xact_lock(7); INSERT INTO watched SELECT generate_series(1, 500); SELECT pg_sleep(0.3)", connection, transaction);
                    await command.ExecuteNonQueryAsync(stop);
                    await transaction.CommitAsync(stop);
                }
            }));
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private static double Max(JsonElement seen, string series) =>
        seen.TryGetProperty(series, out var found) ? found.GetProperty("max").GetDouble() : throw new ArgumentException($"{series} is not in {seen}");
}
