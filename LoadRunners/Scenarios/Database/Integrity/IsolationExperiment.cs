using System.Data;
using Npgsql;
using UpCoach.LoadRunners.Scenarios.Database.Access;

namespace UpCoach.LoadRunners.Scenarios.Database.Integrity;

/// <summary>Two transactions, interleaved so that an anomaly happens wherever it can. Each experiment has rows of its own, <c>x</c> and <c>y</c>, both 1.</summary>
/// <remarks>
/// No step waits for the other transaction, so that the order is the same each time and nothing can hang:
/// <code>
/// dirty read    A writes x            B reads x            A rolls back                    seen if B read A's x
/// read skew     A reads x             B writes x and y, commits    A reads y               seen if A's two differ
/// phantom       A counts              B inserts, commits           A counts                seen if A's two differ
/// lost update   A reads x, B reads x  A writes x + 1, commits      B writes x + 1, commits seen if x is 2 and not 3
/// write skew    A and B read x + y    A writes x = 0, commits      B writes y = 0, commits seen if x + y is 0: each saw 2 and left 1
/// </code>
/// A transaction that the server rolls back (40001) is how the stronger levels prevent an anomaly.
/// </remarks>
/// <param name="source">A pool of the primary whose search path begins with the lab's schema.</param>
/// <param name="level">The level of both transactions.</param>
internal sealed class IsolationExperiment(NpgsqlDataSource source, IsolationLevel level)
{
    /// <summary>Tries an anomaly.</summary>
    /// <returns>Whether it was seen.</returns>
    /// <exception cref="NpgsqlException">Something else went wrong.</exception>
    public async Task<bool> IsSeenAsync(Anomaly anomaly, CancellationToken stop)
    {
        await using var first = await source.OpenConnectionAsync(stop);
        await using var second = await source.OpenConnectionAsync(stop);
        var (a, b) = (new Rows(first), new Rows(second));
        var id = await a.BeginExperimentAsync(stop);
        (a.Experiment, b.Experiment) = (id, id);
        try
        {
            await using (var one = await first.BeginTransactionAsync(level, CancellationToken.None))
            await using (var other = await second.BeginTransactionAsync(level, CancellationToken.None))
            {
                return anomaly switch
                {
                    Anomaly.DirtyRead => await DirtyReadAsync(a, b, stop),
                    Anomaly.ReadSkew => await ReadSkewAsync(a, b, other, stop),
                    Anomaly.Phantom => await PhantomAsync(a, b, other, stop),
                    Anomaly.LostUpdate => await LostUpdateAsync(a, b, one, other, stop),
                    _ => await WriteSkewAsync(a, b, one, other, stop),
                };
            }
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.SerializationFailure)
        {
            return false;
        }
        finally
        {
            await EndAsync(id);
        }
    }

    private static async Task<bool> DirtyReadAsync(Rows a, Rows b, CancellationToken stop)
    {
        await a.WriteAsync("x", 7, stop);
        return await b.ReadAsync("x", stop) == 7;
    }

    private static async Task<bool> ReadSkewAsync(Rows a, Rows b, NpgsqlTransaction other, CancellationToken stop)
    {
        var x = await a.ReadAsync("x", stop);
        await b.WriteAsync("x", 5, stop);
        await b.WriteAsync("y", 5, stop);
        await other.CommitAsync(CancellationToken.None);
        return await a.ReadAsync("y", stop) != x;
    }

    private static async Task<bool> PhantomAsync(Rows a, Rows b, NpgsqlTransaction other, CancellationToken stop)
    {
        var count = await a.CountAsync(stop);
        await b.InsertAsync("z", 1, stop);
        await other.CommitAsync(CancellationToken.None);
        return await a.CountAsync(stop) != count;
    }

    private static async Task<bool> LostUpdateAsync(Rows a, Rows b, NpgsqlTransaction one, NpgsqlTransaction other, CancellationToken stop)
    {
        var (seenByA, seenByB) = (await a.ReadAsync("x", stop), await b.ReadAsync("x", stop));
        await a.WriteAsync("x", seenByA + 1, stop);
        await one.CommitAsync(CancellationToken.None);
        await b.WriteAsync("x", seenByB + 1, stop);
        await other.CommitAsync(CancellationToken.None);
        return await a.ReadAsync("x", stop) == 2;
    }

    private static async Task<bool> WriteSkewAsync(Rows a, Rows b, NpgsqlTransaction one, NpgsqlTransaction other, CancellationToken stop)
    {
        if (await a.ReadAsync("x", stop) + await a.ReadAsync("y", stop) >= 2) await a.WriteAsync("x", 0, stop);
        if (await b.ReadAsync("x", stop) + await b.ReadAsync("y", stop) >= 2) await b.WriteAsync("y", 0, stop);
        await one.CommitAsync(CancellationToken.None);
        await other.CommitAsync(CancellationToken.None);
        return await a.ReadAsync("x", stop) + await a.ReadAsync("y", stop) == 0;
    }

    private async Task EndAsync(long id)
    {
        await using var command = source.CreateCommand("DELETE FROM experiment_rows WHERE experiment = $1");
        command.Parameters.Add(new() { Value = id });
        await command.ExecuteNonQueryAsync();
    }

    // The rows of an experiment over one connection, in its transaction if there is one.
    private sealed class Rows(NpgsqlConnection connection)
    {
        public long Experiment { get; set; }

        public Task<long> BeginExperimentAsync(CancellationToken stop) => ScalarAsync<long>("""
            WITH next AS (SELECT nextval('experiments') AS id), made AS (INSERT INTO experiment_rows SELECT id, name, 1 FROM next, unnest(ARRAY['x', 'y']) name)
            SELECT id FROM next
            """, stop);

        public Task<int> ReadAsync(string name, CancellationToken stop) =>
            ScalarAsync<int>("SELECT value FROM experiment_rows WHERE experiment = $1 AND name = $2", stop, Experiment, name);

        public Task<long> CountAsync(CancellationToken stop) =>
            ScalarAsync<long>("SELECT count(*) FROM experiment_rows WHERE experiment = $1", stop, Experiment);

        public Task WriteAsync(string name, int value, CancellationToken stop) =>
            EffectAsync("UPDATE experiment_rows SET value = $3 WHERE experiment = $1 AND name = $2", stop, Experiment, name, value);

        public Task InsertAsync(string name, int value, CancellationToken stop) =>
            EffectAsync("INSERT INTO experiment_rows VALUES ($1, $2, $3)", stop, Experiment, name, value);

        private async Task<T> ScalarAsync<T>(string sql, CancellationToken stop, params object[] parameters)
            where T : notnull
        {
            await using var command = CommandOf(sql, parameters);
            return await command.ScalarAsync<T>(stop);
        }

        private async Task EffectAsync(string sql, CancellationToken stop, params object[] parameters)
        {
            await using var command = CommandOf(sql, parameters);
            await command.EffectAsync(stop);
        }

        private NpgsqlCommand CommandOf(string sql, object[] parameters)
        {
            var command = new NpgsqlCommand($"/* lab.isolation */ {sql}", connection);
            foreach (var parameter in parameters) command.Parameters.Add(new() { Value = parameter });
            return command;
        }
    }
}
