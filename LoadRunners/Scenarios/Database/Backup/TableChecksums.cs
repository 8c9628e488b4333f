using Npgsql;
using UpCoach.LoadRunners.Scenarios.Database.Access;

namespace UpCoach.LoadRunners.Scenarios.Database.Backup;

/// <summary>Rows and checksum of each table, as one transaction sees them.</summary>
/// <remarks>
/// checksum(table) = sum over its rows of the first 64 bits of md5(the row as text), so that the order of the rows does not matter.
/// Two tables that differ in a row have the same one with a probability of 2^-64. Materialised views are left out: a restore computes them anew.
/// </remarks>
internal static class TableChecksums
{
    private const string Tables = """
        SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND n.nspname IN ('public', 'perf_lab')
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') ORDER BY 1
        """;

    /// <summary>Lists the tables of the platform and of the lab.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(Tables, connection);
        return await command.RowsAsync(row => row.GetString(0), stop);
    }

    /// <summary>Reads the checksums, in the connection's transaction if it is in one.</summary>
    /// <returns>By table: the number of rows and the sum, as text.</returns>
    public static async Task<Dictionary<string, string>> ReadAsync(NpgsqlConnection connection, IReadOnlyList<string> tables, CancellationToken stop)
    {
        Dictionary<string, string> checksums = new(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            await using var command = new NpgsqlCommand(
                $"SELECT count(*) || '/' || coalesce(sum(('x' || left(md5(t::text), 16))::bit(64)::bigint::numeric), 0) FROM {table} t", connection) { CommandTimeout = 300 };
            checksums[table] = await command.ScalarAsync<string>(stop);
        }

        return checksums;
    }
}
