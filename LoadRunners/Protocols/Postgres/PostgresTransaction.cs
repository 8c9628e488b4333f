using Npgsql;
using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Protocols.Postgres;

/// <summary>A transaction under way. Statements that fail throw, for the transaction is then over; <see cref="PostgresSession.TransactAsync"/> takes it from there.</summary>
public sealed class PostgresTransaction
{
    private readonly VirtualUser _user;
    private readonly NpgsqlConnection _connection;

    internal PostgresTransaction(VirtualUser user, NpgsqlConnection connection) => (_user, _connection) = (user, connection);

    /// <summary>Runs a statement and reads its rows.</summary>
    public async Task<PostgresResult<T>> QueryAsync<T>(
        PostgresStatement statement, Func<NpgsqlDataReader, T> read, CancellationToken stop, params object?[] parameters)
    {
        var (result, failure) = await StatementRun.RunAsync(_user, _connection, statement, read, parameters, _user.Due, TimeSpan.Zero, stop).ConfigureAwait(false);
        return failure is null ? result : throw failure;
    }

    /// <summary>Runs a statement for its effect.</summary>
    public async Task<PostgresResult<object>> ExecuteAsync(PostgresStatement statement, CancellationToken stop, params object?[] parameters)
    {
        var (result, failure) = await StatementRun.RunAsync<object>(_user, _connection, statement, null, parameters, _user.Due, TimeSpan.Zero, stop).ConfigureAwait(false);
        return failure is null ? result : throw failure;
    }

    /// <summary>Sends rows by binary COPY, the fastest way in.</summary>
    /// <param name="statement">A COPY ... FROM STDIN (FORMAT binary). COPY must be its first word, so its name goes into the text after that.</param>
    /// <param name="write">Writes all rows.</param>
    /// <param name="stop">The iteration's token.</param>
    public async Task<PostgresResult<object>> CopyAsync(PostgresStatement statement, Func<NpgsqlBinaryImporter, Task> write, CancellationToken stop)
    {
        var (result, failure) = await StatementRun.CopyAsync(_user, _connection, statement, write, stop).ConfigureAwait(false);
        return failure is null ? result : throw failure;
    }
}
