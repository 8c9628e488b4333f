using Npgsql;
using NpgsqlTypes;

namespace UpCoach.MockUpCoach.Data;

/// <summary>The one way to PostgreSQL: writes to the primary, reads to a replica that is fresh enough, or else to the primary.</summary>
internal sealed class UpCoachDatabase(NpgsqlMultiHostDataSource source, ReplicaPositions positions, ApiMetrics metrics, TimeProvider clock)
{
    private const string WhereAmI = "/* database.position */ SELECT pg_current_wal_insert_lsn()";

    private readonly NpgsqlDataSource primary = source.WithTargetSession(TargetSessionAttributes.Primary);
    private readonly NpgsqlDataSource replicas = source.WithTargetSession(TargetSessionAttributes.PreferStandby);

    /// <summary>Opens a connection to the primary, for start-up work that spans statements.</summary>
    public ValueTask<NpgsqlConnection> OpenPrimaryAsync(CancellationToken stop) => primary.OpenConnectionAsync(stop);

    /// <summary>Opens <paramref name="count"/> connections to the primary and as many to replicas, so that no user waits for one.</summary>
    public async Task FillPoolsAsync(int count, CancellationToken stop)
    {
        var opened = new List<NpgsqlConnection>();
        try
        {
            for (var n = 0; n < count; n++)
                opened.Add(await primary.OpenConnectionAsync(stop));
            for (var n = 0; n < count * positions.ReplicaCount; n++)
                opened.Add(await replicas.OpenConnectionAsync(stop));
        }
        finally
        {
            foreach (var connection in opened)
                await connection.DisposeAsync();
        }
    }

    /// <summary>Reads from a server that holds everything up to <paramref name="floor"/>.</summary>
    public async Task<DatabaseRead<T>> ReadAsync<T>(WalPosition floor, Sql sql, Func<NpgsqlDataReader, CancellationToken, Task<T>> read, CancellationToken stop)
    {
        // Hosts take turns, so as many tries as there are replicas meet the fresh one if there is one.
        for (var attempt = 0; attempt < positions.ReplicaCount && positions.AnyReplicaCovers(floor); attempt++)
        {
            try
            {
                await using var connection = await OpenAsync(replicas, ReadSource.Replica, stop);
                if (!positions.TryCover(connection, floor, out var asOf))
                    continue;
                metrics.DatabaseCommand(ReadSource.Replica, write: false);
                return new DatabaseRead<T>(await RunAsync(connection, sql, read, stop), WalPosition.Later(floor, asOf), ReadSource.Replica);
            }
            catch (NpgsqlException e) when (IsReplicaTrouble(e))
            {
                // A replica that went away or cancelled the query for recovery's sake: the primary answers instead.
                break;
            }
        }

        await using var main = await OpenAsync(primary, ReadSource.Primary, stop);
        metrics.DatabaseCommand(ReadSource.Primary, write: false);
        var value = await RunAsync(main, sql, read, stop);

        // The primary's own position proves nothing here: a commit is in the log a moment before others see it. The floor is proven.
        return new DatabaseRead<T>(value, floor == WalPosition.Unknown ? WalPosition.Zero : floor, ReadSource.Primary);
    }

    /// <summary>Runs one statement that gives rows (RETURNING) in a transaction of its own and says where in the log it was committed.</summary>
    public async Task<DatabaseWrite<T>> WriteAsync<T>(Sql sql, Func<NpgsqlDataReader, CancellationToken, Task<T>> read, CancellationToken stop)
    {
        await using var connection = await OpenAsync(primary, ReadSource.Primary, stop);

        // The barrier commits the statement before the position is asked, in the same round trip.
        await using var batch = new NpgsqlBatch(connection) { EnableErrorBarriers = true };
        batch.BatchCommands.Add(sql.ToBatchCommand());
        batch.BatchCommands.Add(new NpgsqlBatchCommand(WhereAmI));
        metrics.DatabaseCommand(ReadSource.Primary, write: true);
        await using var reader = await batch.ExecuteReaderAsync(stop);
        var value = await read(reader, stop);
        await reader.NextResultAsync(stop);
        await reader.ReadAsync(stop);
        return new DatabaseWrite<T>(value, new WalPosition((ulong)reader.GetFieldValue<NpgsqlLogSequenceNumber>(0)));
    }

    /// <summary>Runs statements in one transaction and says where in the log it was committed.</summary>
    public async Task<DatabaseWrite<T>> TransactAsync<T>(Func<DatabaseTransaction, Task<T>> work, CancellationToken stop)
    {
        await using var connection = await OpenAsync(primary, ReadSource.Primary, stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        metrics.DatabaseCommand(ReadSource.Primary, write: true);
        var value = await work(new DatabaseTransaction(connection, stop));
        await transaction.CommitAsync(stop);
        await using var position = new NpgsqlCommand(WhereAmI, connection);
        return new DatabaseWrite<T>(value, new WalPosition((ulong)(NpgsqlLogSequenceNumber)(await position.ExecuteScalarAsync(stop))!));
    }

    // How long a request waits for its connection is the first sign of a pool that is too small.
    private async ValueTask<NpgsqlConnection> OpenAsync(NpgsqlDataSource from, ReadSource target, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        try
        {
            return await from.OpenConnectionAsync(stop);
        }
        finally
        {
            metrics.DatabaseWait(target, clock.GetElapsedTime(began));
        }
    }

    private static async Task<T> RunAsync<T>(
        NpgsqlConnection connection, Sql sql, Func<NpgsqlDataReader, CancellationToken, Task<T>> read, CancellationToken stop)
    {
        await using var command = sql.ToCommand(connection);
        await using var reader = await command.ExecuteReaderAsync(stop);
        return await read(reader, stop);
    }

    private static bool IsReplicaTrouble(NpgsqlException e) =>
        e is not PostgresException || e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.AdminShutdown
            or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections;
}
