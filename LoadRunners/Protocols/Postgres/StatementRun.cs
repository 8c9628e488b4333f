using Npgsql;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Series;

namespace UpCoach.LoadRunners.Protocols.Postgres;

/// <summary>Runs a statement on a connection, times it and records it.</summary>
/// <remarks>
/// No token goes with a statement under way: to cancel one, the driver asks the server over a connection that it waits for while it holds a lock, and
/// a process whose sockets complete inline then waits for itself. A statement that nobody waits for any more ends by itself, and is not recorded.
/// </remarks>
internal static class StatementRun
{
    /// <summary>Runs it.</summary>
    /// <returns>Its result, and what it failed with; null if it did not.</returns>
    public static async Task<(PostgresResult<T> Result, Exception? Failure)> RunAsync<T>(
        VirtualUser user, NpgsqlConnection connection, PostgresStatement statement, Func<NpgsqlDataReader, T>? read, object?[] parameters,
        long due, TimeSpan poolWait, CancellationToken stop)
    {
        var begin = user.Clock.GetTimestamp();
        List<T> rows = [];
        var count = 0L;
        Exception? failure = null;
        try
        {
            stop.ThrowIfCancellationRequested();
            await using var command = CommandOf(connection, statement, parameters);
            if (statement.IsPrepared) await command.PrepareAsync(CancellationToken.None).ConfigureAwait(false);
            await using var reader = await command.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false);
            while (await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                count++;
                if (read is not null) rows.Add(read(reader));
            }

            await reader.CloseAsync().ConfigureAwait(false);
            if (reader.RecordsAffected > 0) count = reader.RecordsAffected;
        }
        catch (Exception error) when (PostgresFailure.Is(error))
        {
            failure = error;
        }

        stop.ThrowIfCancellationRequested();
        return (End(user, statement, due, begin, poolWait, rows, count, failure), failure);
    }

    /// <summary>Sends rows by COPY.</summary>
    /// <returns>Its result, and what it failed with; null if it did not.</returns>
    public static async Task<(PostgresResult<object> Result, Exception? Failure)> CopyAsync(
        VirtualUser user, NpgsqlConnection connection, PostgresStatement statement, Func<NpgsqlBinaryImporter, Task> write, CancellationToken stop)
    {
        var (due, begin) = (user.Due, user.Clock.GetTimestamp());
        var count = 0L;
        Exception? failure = null;
        try
        {
            stop.ThrowIfCancellationRequested();
            await using var import = await connection.BeginBinaryImportAsync(statement.Sql, CancellationToken.None).ConfigureAwait(false);
            await write(import).ConfigureAwait(false);
            count = (long)await import.CompleteAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (PostgresFailure.Is(error))
        {
            failure = error;
        }

        stop.ThrowIfCancellationRequested();
        return (End<object>(user, statement, due, begin, TimeSpan.Zero, [], count, failure), failure);
    }

    /// <summary>Records a statement that ended, or that never came onto a connection.</summary>
    public static PostgresResult<T> End<T>(
        VirtualUser user, PostgresStatement statement, long due, long begin, TimeSpan poolWait, IReadOnlyList<T> rows, long count, Exception? failure)
    {
        var latency = Latency.Since(user.Clock, due, begin);
        var sqlState = failure is null ? null : PostgresFailure.StateOf(failure);
        user.Due = latency.End;
        PostgresSeries.Of(user.Recorder, user.Tags, statement.Name).Ran(latency, count, sqlState);
        return new PostgresResult<T>
        {
            Rows = rows,
            RowCount = count,
            SqlState = sqlState,
            Error = failure?.Message,
            PoolWait = poolWait,
            ServiceTime = latency.Service,
            ResponseTime = latency.Response,
        };
    }

    private static NpgsqlCommand CommandOf(NpgsqlConnection connection, PostgresStatement statement, object?[] parameters)
    {
        var command = new NpgsqlCommand(statement.Text, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter as NpgsqlParameter ?? new NpgsqlParameter { Value = parameter ?? DBNull.Value });
        }

        return command;
    }
}
