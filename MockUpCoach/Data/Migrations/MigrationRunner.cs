using Npgsql;

namespace UpCoach.MockUpCoach.Data.Migrations;

/// <summary>Brings the schema up to date. Of several processes that start at once, one does it and the others wait for it.</summary>
/// <remarks>
/// All pending migrations run in one transaction under an advisory lock: the schema is old or new, never between. The seed runs in the same
/// transaction right after the tables exist, which lets COPY freeze its rows and the indexes be built once.
/// </remarks>
internal sealed class MigrationRunner(IReadOnlyList<Migration> migrations, Func<Migration, NpgsqlConnection, CancellationToken, Task> afterEach)
{
    private const long Lock = 0x5570436f616368; // "UpCoach"

    private const string Journal = """
        /* migrations.journal */
        CREATE TABLE IF NOT EXISTS schema_migrations (
            id integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())
        """;

    // Autovacuum comes by only where rows change: of a column that a migration added the planner would know nothing for ever.
    private const string Statistics = "/* migrations.analyze */ SET LOCAL default_statistics_target = 30; ANALYZE";

    /// <summary>Gives the migrations that this call applied; none if another process was first.</summary>
    /// <exception cref="MigrationException">A migration failed, or one that is applied was edited or is unknown here.</exception>
    public async Task<IReadOnlyList<Migration>> RunAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await ExecuteAsync(connection, FormattableString.Invariant($"/* migrations.lock */ SELECT pg_advisory_xact_lock({Lock})"), stop);
        await ExecuteAsync(connection, Journal, stop);
        var applied = await ReadAppliedAsync(connection, stop);
        Verify(applied);
        var pending = migrations.Where(migration => !applied.ContainsKey(migration.Id)).ToList();
        foreach (var migration in pending)
            await ApplyAsync(connection, migration, stop);
        if (pending.Count > 0)
            await ExecuteAsync(connection, Statistics, stop);
        await transaction.CommitAsync(stop);
        return pending;
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken stop)
    {
        try
        {
            await ExecuteAsync(connection, $"/* migrations.{migration} */ {migration.Sql}", stop);
            await using var note = new NpgsqlCommand("/* migrations.note */ INSERT INTO schema_migrations (id, name, checksum) VALUES ($1, $2, $3)", connection)
            {
                Parameters = { new() { Value = migration.Id }, new() { Value = migration.Name }, new() { Value = migration.Checksum } },
            };
            await note.ExecuteNonQueryAsync(stop);
            await afterEach(migration, connection, stop);
        }
        catch (PostgresException e)
        {
            throw new MigrationException($"Migration {migration} failed: {e.MessageText} ({e.SqlState}). Nothing was changed; correct it and start again.", e);
        }
    }

    private void Verify(Dictionary<int, string> applied)
    {
        foreach (var (id, checksum) in applied)
        {
            var known = migrations.FirstOrDefault(migration => migration.Id == id)
                ?? throw new MigrationException($"The database has migration {id:0000}, which this version does not know. Run a version at least as new, or use an empty database.");
            if (known.Checksum != checksum)
                throw new MigrationException($"Migration {known} was edited after it was applied. Restore the file and put the change into a new migration.");
        }
    }

    private static async Task<Dictionary<int, string>> ReadAppliedAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        var applied = new Dictionary<int, string>();
        await using var command = new NpgsqlCommand("/* migrations.applied */ SELECT id, checksum FROM schema_migrations", connection);
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
            applied.Add(reader.GetInt32(0), reader.GetString(1));
        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        // No time limit: another process may be seeding while this one waits for the lock.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
    }
}
