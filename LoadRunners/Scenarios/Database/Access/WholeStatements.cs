using Npgsql;

namespace UpCoach.LoadRunners.Scenarios.Database.Access;

/// <summary>
/// Runs statements to their end: a token that is cancelled prevents one, and leaves alone one that is under way.
/// The driver's own way to cancel may wait for itself (ADR 9); the server ends a statement that takes too long (<see cref="LabDatabase.Named"/>).
/// </summary>
internal static class WholeStatements
{
    /// <summary>Runs a statement for what it does.</summary>
    public static async Task EffectAsync(this NpgsqlCommand command, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>Gives the first value of the first row.</summary>
    /// <exception cref="InvalidCastException">It is not a <typeparamref name="T"/>, or there is none.</exception>
    public static async Task<T> ScalarAsync<T>(this NpgsqlCommand command, CancellationToken stop)
        where T : notnull
    {
        stop.ThrowIfCancellationRequested();
        return await command.ExecuteScalarAsync(CancellationToken.None) is T value ? value : throw new InvalidCastException($"Not a {typeof(T).Name}: {command.CommandText}");
    }

    /// <summary>Gives what is read of each row.</summary>
    public static async Task<List<T>> RowsAsync<T>(this NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        List<T> rows = [];
        await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
        while (await reader.ReadAsync(CancellationToken.None)) rows.Add(read(reader));
        return rows;
    }
}
