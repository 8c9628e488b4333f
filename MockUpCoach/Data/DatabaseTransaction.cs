using Npgsql;

namespace UpCoach.MockUpCoach.Data;

/// <summary>A transaction on the primary; every statement sees those before it.</summary>
internal sealed class DatabaseTransaction(NpgsqlConnection connection, CancellationToken stop)
{
    public async Task<T> RunAsync<T>(Sql sql, Func<NpgsqlDataReader, CancellationToken, Task<T>> read)
    {
        await using var command = sql.ToCommand(connection);
        await using var reader = await command.ExecuteReaderAsync(stop);
        return await read(reader, stop);
    }

    public async Task RunAsync(Sql sql)
    {
        await using var command = sql.ToCommand(connection);
        await command.ExecuteNonQueryAsync(stop);
    }
}
