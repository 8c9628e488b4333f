using System.Data;
using System.Globalization;
using Npgsql;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Postgres;
using UpCoach.LoadRunners.Scenarios.Database.Access;
using UpCoach.LoadRunners.Scenarios.Database.Statements;

namespace UpCoach.LoadRunners.Scenarios.Database.Stress;

/// <summary>
/// A small pool of its own an iteration, used by careless callers who leave transactions, locks, settings and temporary tables behind, or whose connection
/// is cut off. Each use must find its connection as new, most must be recycled, and the server must have none left when the pool is closed.
/// </summary>
internal sealed class ConnectionCleanup(VirtualUser user, LabDatabase database, PoolOptions pool) : DatabaseScenario(user, database, pool)
{
    private const int Connections = 3;
    private const int Callers = 6;
    private const int Uses = 5;

    private const string Look = """
        SELECT pg_backend_pid(), (SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory') = 0,
               coalesce(current_setting('perf_lab.mark', true), '') = '', to_regclass('pg_temp.leftover') IS NULL
        """;

    private static readonly string[] s_leftovers =
    [
        "BEGIN; SELECT pg_advisory_xact_lock(pg_backend_pid())", // a transaction, seen by its lock
        "SELECT pg_advisory_lock(pg_backend_pid())",
        "SET perf_lab.mark = 'left'",
        "CREATE TEMPORARY TABLE leftover (id integer)",
        "SELECT 1", // a tidy one
    ];

    // Once an iteration: Npgsql gives up all idle connections of a pool when one ends like this, for the server may be shutting down.
    private const string CutOff = "SELECT pg_terminate_backend(pg_backend_pid())";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public override async ValueTask RunIterationAsync(CancellationToken stop)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"cleanup {Guid.CreateVersion7():N}");
        await using (var source = NpgsqlDataSource.Create(LabDatabase.Named(Database.Primary, new PoolOptions(name, Connections))))
        {
            var uses = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => CallAsync(source, caller, stop)));
            var seen = new HashSet<int>();
            foreach (var (backend, isClean) in uses.SelectMany(use => use))
            {
                User.Rate(DatabaseMetrics.CleanConnections.Name, User.Check("cleanup: a connection is as new", isClean));
                User.Rate(DatabaseMetrics.RecycledConnections.Name, !seen.Add(backend));
            }
        }

        await CountLeakedAsync(LabDatabase.SessionPrefix + name, stop);
        await User.ThinkAsync(Settings.Think, stop);
    }

    private static async Task<List<(int Backend, bool IsClean)>> CallAsync(NpgsqlDataSource source, int caller, CancellationToken stop)
    {
        List<(int, bool)> uses = [];
        for (var use = 0; use < Uses; use++)
        {
            await using var connection = await source.OpenConnectionAsync(stop);
            uses.Add(await LookAsync(connection, stop));
            if (connection.State != ConnectionState.Open) continue; // it was cut off by somebody else
            try
            {
                var leftover = caller == 0 && use == Uses / 2 ? CutOff : s_leftovers[(caller + use) % s_leftovers.Length];
                await using var command = new NpgsqlCommand(leftover, connection);
                await command.EffectAsync(stop);
            }
            catch (NpgsqlException) when (!stop.IsCancellationRequested)
            {
                // The one that was cut off.
            }
        }

        return uses;
    }

    private static async Task<(int Backend, bool IsClean)> LookAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        var backend = connection.ProcessID; // a broken connection no longer says
        try
        {
            await using var command = new NpgsqlCommand(Look, connection);
            return (await command.RowsAsync(row => (row.GetInt32(0), Enumerable.Range(1, 3).All(row.GetBoolean)), stop))[0];
        }
        catch (NpgsqlException) when (!stop.IsCancellationRequested)
        {
            // In a transaction that somebody let fail, every statement does.
            return (backend, false);
        }
    }

    private async ValueTask CountLeakedAsync(string sessions, CancellationToken stop)
    {
        var begin = User.Clock.GetTimestamp();
        PostgresResult<long> left;
        while ((left = await Session.QueryAsync(StressStatements.Sessions, row => row.GetInt64(0), stop, sessions)) is not { IsSuccess: true, Rows: [0] }
            && User.Clock.GetElapsedTime(begin) < s_patience)
        {
            await User.ThinkAsync(s_pause, stop);
        }

        if (left.IsSuccess) User.Count(DatabaseMetrics.LeakedConnections.Name, left.Rows[0]);
        User.Check("cleanup: the server has none left", left is { IsSuccess: true, Rows: [0] });
    }
}
