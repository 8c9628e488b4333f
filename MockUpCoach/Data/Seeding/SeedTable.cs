using Npgsql;

namespace UpCoach.MockUpCoach.Data.Seeding;

/// <summary>One table of the seed.</summary>
/// <param name="Name">The table.</param>
/// <param name="Columns">Its columns in the order that <paramref name="Write"/> writes them.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Write">Writes row n (from 1). The random numbers depend on the row alone, so that tables that share rows agree.</param>
internal sealed record SeedTable(string Name, string Columns, int Rows, Action<CopyRows, long, Random> Write)
{
    public bool HasId => Columns.StartsWith("id,", StringComparison.Ordinal);

    public async Task CopyAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        // FREEZE is possible because the table was created in this transaction: no later pass has to visit the rows again.
        await using var copy = await connection.BeginRawBinaryCopyAsync($"COPY /* seed.{Name} */ {Name} ({Columns}) FROM STDIN (FORMAT binary, FREEZE)", stop);
        // No time limit, as for everything that a migration does.
        copy.WriteTimeout = copy.ReadTimeout = 0;
        var rows = new CopyRows(copy, Columns.Split(',').Length);
        var random = new Random(17);
        rows.Begin();
        for (var n = 1L; n <= Rows; n++)
        {
            rows.BeginRow();
            Write(rows, n, random);
            await rows.FlushAsync(stop);
        }

        await rows.EndAsync(stop);
    }
}
