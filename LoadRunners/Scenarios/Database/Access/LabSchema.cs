using Npgsql;
using UpCoach.LoadRunners.Scenarios.Database.Statements;

namespace UpCoach.LoadRunners.Scenarios.Database.Access;

/// <summary>The schema <c>perf_lab</c>: copies of the tables that the platform writes to, and the lab's own. It is there while some process uses it.</summary>
/// <remarks>
/// Each process holds the schema's advisory lock shared while it has users. Who makes the schema, or drops it, also takes the lock of changes:
/// <code>
/// first user of a process    changes: exclusive, make what is missing, schema: shared, changes: free
/// last user of a process     changes: exclusive, schema: free; if nobody else has it, drop the schema; changes: free
/// </code>
/// The server frees both when a process dies, so that the next one to end drops what it left.
/// </remarks>
internal sealed class LabSchema : IDisposable
{
    public const string Name = "perf_lab";

    private const long ChangesLock = 0x5570506572664368; // "UpPerfCh"
    private const long SchemaLock = 0x5570506572665363; // "UpPerfSc"

    private readonly SemaphoreSlim _turn = new(1, 1);
    private NpgsqlConnection? _keeper; // under _turn
    private int _users; // under _turn

    /// <summary>Makes the schema if it is not there, and keeps it until <see cref="ReleaseAsync"/>.</summary>
    /// <param name="connectionString">The primary.</param>
    /// <param name="stop">Cancelled when the run is given up.</param>
    public async Task AcquireAsync(string connectionString, CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try
        {
            _keeper ??= await OpenAsync(connectionString, stop);
            _users++;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends a use; the last one of all processes drops the schema.</summary>
    public async Task ReleaseAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (--_users > 0 || _keeper is null) return;
            await using var keeper = _keeper;
            _keeper = null;
            await ExecuteAsync(keeper, $"SELECT pg_advisory_lock({ChangesLock}), pg_advisory_unlock_shared({SchemaLock})", CancellationToken.None);
            await using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({SchemaLock})", keeper);
            if (await command.ScalarAsync<bool>(CancellationToken.None)) await ExecuteAsync(keeper, $"DROP SCHEMA IF EXISTS {Name} CASCADE", CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // The server is gone, and the locks with it: the next process to end drops the schema.
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken stop)
    {
        var options = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = "perf-lab schema", SearchPath = "public", CommandTimeout = 120 };
        var keeper = new NpgsqlConnection(options.ConnectionString);
        try
        {
            await keeper.OpenAsync(stop);
            await ExecuteAsync(keeper, $"SELECT pg_advisory_lock({ChangesLock})", stop);
            await using (var exists = new NpgsqlCommand($"SELECT to_regclass('{Name}.{LabTables.Last}') IS NOT NULL", keeper))
            {
                if (!await exists.ScalarAsync<bool>(stop)) await ExecuteAsync(keeper, LabTables.Sql, stop);
            }

            await ExecuteAsync(keeper, $"SELECT pg_advisory_lock_shared({SchemaLock}), pg_advisory_unlock({ChangesLock})", stop);
            return keeper;
        }
        catch
        {
            await keeper.DisposeAsync();
            throw;
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.EffectAsync(stop);
    }
}
