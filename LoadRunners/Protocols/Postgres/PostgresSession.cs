using Npgsql;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Series;

namespace UpCoach.LoadRunners.Protocols.Postgres;

/// <summary>The PostgreSQL side of one virtual user. Connections are those of a pool that the process shares.</summary>
/// <remarks>
/// What goes wrong counts, by its SQLSTATE, and does not throw. Who is stopped goes on at once; the statement under way ends by itself, and its
/// connection goes back then.
/// </remarks>
/// <param name="user">The user.</param>
/// <param name="source">The pool; the caller's, who disposes it.</param>
public sealed class PostgresSession(VirtualUser user, NpgsqlDataSource source)
{
    /// <summary>Runs a statement and reads its rows.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="read">Reads one row.</param>
    /// <param name="stop">The iteration's token.</param>
    /// <param name="parameters">Values for <c>$1</c> and so on; an <see cref="NpgsqlParameter"/> where the type must be said.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled; nothing was recorded.</exception>
    public Task<PostgresResult<T>> QueryAsync<T>(PostgresStatement statement, Func<NpgsqlDataReader, T> read, CancellationToken stop, params object?[] parameters) =>
        RunAsync(statement, read, parameters, stop).WaitAsync(stop);

    /// <summary>Runs a statement for its effect.</summary>
    /// <inheritdoc cref="QueryAsync" path="/param"/>
    /// <inheritdoc cref="QueryAsync" path="/exception"/>
    public Task<PostgresResult<object>> ExecuteAsync(PostgresStatement statement, CancellationToken stop, params object?[] parameters) =>
        RunAsync<object>(statement, null, parameters, stop).WaitAsync(stop);

    /// <summary>Runs a transaction: begin, some statements, commit; from the beginning again after a serialization failure or a deadlock.</summary>
    /// <param name="name">The <c>name</c> tag; never with an id in it.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="work">The statements; run once for each attempt.</param>
    /// <param name="stop">The iteration's token.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled; the transaction was rolled back and not recorded.</exception>
    public async Task<PostgresTransactionResult> TransactAsync(
        string name, PostgresTransactionOptions? options, Func<PostgresTransaction, Task> work, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(work);
        options ??= new PostgresTransactionOptions();
        var series = PostgresSeries.Of(user.Recorder, user.Tags, name);
        var (due, begin) = (user.Due, user.Clock.GetTimestamp());
        for (var attempt = 0; ; attempt++)
        {
            var failure = await AttemptAsync(series, options, work, stop).WaitAsync(stop).ConfigureAwait(false);
            var sqlState = failure is null ? null : PostgresFailure.StateOf(failure);
            if (sqlState is PostgresFailure.SerializationFailure or PostgresFailure.Deadlock && attempt < options.Retry.MaxAttempts)
            {
                series.Retried(sqlState);
                await user.ThinkAsync(options.Retry.Delay(attempt, user.Random), stop).ConfigureAwait(false);
                continue;
            }

            var latency = Latency.Since(user.Clock, due, begin);
            user.Due = latency.End;
            var result = new PostgresTransactionResult(failure is null, sqlState, failure?.Message, attempt, latency.Service, latency.Response);
            series.Ended(result);
            return result;
        }
    }

    private async Task<Exception?> AttemptAsync(
        PostgresSeries series, PostgresTransactionOptions options, Func<PostgresTransaction, Task> work, CancellationToken stop)
    {
        var isOwnStep = true;
        try
        {
            var waitBegin = user.Clock.GetTimestamp();
            await using var connection = await source.OpenConnectionAsync(stop).ConfigureAwait(false);
            series.Waited(user.Clock.GetElapsedTime(waitBegin));
            await using var transaction = await connection.BeginTransactionAsync(options.Isolation, CancellationToken.None).ConfigureAwait(false);
            isOwnStep = false;
            await work(new PostgresTransaction(user, connection)).ConfigureAwait(false);
            isOwnStep = true;
            stop.ThrowIfCancellationRequested();
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            return null;
        }
        catch (Exception error) when (PostgresFailure.Is(error))
        {
            stop.ThrowIfCancellationRequested();

            // A statement's error has been counted under its own name.
            if (isOwnStep) series.Failed(PostgresFailure.StateOf(error));
            return error;
        }
    }

    private async Task<PostgresResult<T>> RunAsync<T>(PostgresStatement statement, Func<NpgsqlDataReader, T>? read, object?[] parameters, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var (due, begin) = (user.Due, user.Clock.GetTimestamp());
        var series = PostgresSeries.Of(user.Recorder, user.Tags, statement.Name);
        try
        {
            await using var connection = await source.OpenConnectionAsync(stop).ConfigureAwait(false);
            var wait = user.Clock.GetElapsedTime(begin);
            series.Waited(wait);
            var (result, _) = await StatementRun.RunAsync(user, connection, statement, read, parameters, due, wait, stop).ConfigureAwait(false);
            return result;
        }
        catch (Exception error) when (PostgresFailure.Is(error))
        {
            stop.ThrowIfCancellationRequested();

            // No connection: all the time was waited in vain, and counts as such.
            var wait = user.Clock.GetElapsedTime(begin);
            series.Waited(wait);
            return StatementRun.End<T>(user, statement, due, begin, wait, [], 0, error);
        }
    }
}
