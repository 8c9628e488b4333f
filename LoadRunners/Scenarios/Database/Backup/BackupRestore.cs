using System.Globalization;
using Npgsql;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Database.Access;

namespace UpCoach.LoadRunners.Scenarios.Database.Backup;

/// <summary>
/// Copies the database while <c>db_backup_load</c> writes to it, in the two ways there are, and restores it into a database beside it.
/// With <c>SCOPE=lab</c> only the lab's ledger and archive go the second way; the platform's tables by default too.
/// </summary>
/// <remarks>
/// <code>
/// step          program          what must be equal
/// base-backup   pg_basebackup
/// verify        pg_verifybackup  the SHA-256 of every file and the log, as the backup's manifest has them
/// dump          pg_dump
/// restore       pg_restore       rows and checksum of every table, as the snapshot that was dumped has them
/// </code>
/// The snapshot is exported by a transaction that reads the original's checksums in it, so they are exact although the load never stops.
/// </remarks>
internal sealed class BackupRestore(VirtualUser user, LabDatabase database, PoolOptions pool) : DatabaseScenario(user, database, pool)
{
    private static readonly string[] s_ledger = ["perf_lab.accounts", "perf_lab.archive", "perf_lab.transfers"];
    private double _usual;

    private PostgresTools Tools => new(Database.Primary);

    private ThroughputMeter Meter => new(Source, BackupLoad.Ledger);

    private string DatabaseName => new NpgsqlConnectionStringBuilder(Database.Primary).Database!;

    /// <inheritdoc/>
    public override async ValueTask RunIterationAsync(CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("perf-lab-backup-");
        try
        {
            var begin = await Meter.NowAsync(stop);
            await User.ThinkAsync(Length("BASELINE", TimeSpan.FromSeconds(5)), stop);
            _usual = await Meter.SinceAsync(begin, stop);
            User.Check("backup: there is load", _usual > 0);
            await CopyFilesAsync(Path.Combine(folder.FullName, "base"), stop);
            await DumpAndRestoreAsync(Path.Combine(folder.FullName, "dump"), stop);
        }
        catch (NpgsqlException error) when (!stop.IsCancellationRequested)
        {
            User.Check($"backup: the server answers ({error.SqlState ?? "connection"})", false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task CopyFilesAsync(string folder, CancellationToken stop)
    {
        var hasCopied = await StepAsync("base-backup", "pg_basebackup", "postgres", stop,
            "-D", folder, "-X", "stream", "-c", "fast", "--no-sync", "--manifest-checksums=SHA256");
        if (hasCopied) User.Rate(DatabaseMetrics.BackupEqual.Name, await StepAsync("verify", "pg_verifybackup", "postgres", stop, "--quiet", folder));
    }

    private async Task DumpAndRestoreAsync(string file, CancellationToken stop)
    {
        var isLab = User.Env.GetValueOrDefault("SCOPE") == "lab";
        await using var connection = await Source.OpenConnectionAsync(stop);
        Dictionary<string, string> original;
        await using (var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, CancellationToken.None))
        {
            var tables = isLab ? s_ledger : await TableChecksums.ListAsync(connection, stop);
            await using var export = new NpgsqlCommand("SELECT pg_export_snapshot()", connection);
            var name = await export.ScalarAsync<string>(stop);
            if (!await StepAsync("dump", "pg_dump", DatabaseName, stop, ["-Fc", "-f", file, $"--snapshot={name}", .. isLab ? s_ledger.Select(table => $"--table={table}") : []])) return;
            original = await TableChecksums.ReadAsync(connection, tables, stop);
        }

        var scratch = string.Create(CultureInfo.InvariantCulture, $"perf_lab_restored_{Guid.CreateVersion7():N}");
        await ExecuteAsync($"CREATE DATABASE {scratch} TEMPLATE template0", stop);
        try
        {
            await CompareAsync(scratch, file, original, isLab, stop);
        }
        finally
        {
            await ExecuteAsync($"DROP DATABASE IF EXISTS {scratch} WITH (FORCE)", CancellationToken.None);
        }
    }

    private async Task CompareAsync(string scratch, string file, Dictionary<string, string> original, bool isLab, CancellationToken stop)
    {
        var options = new NpgsqlConnectionStringBuilder(LabDatabase.Named(Database.Primary, new PoolOptions("restored", 1) { IsCold = true })) { Database = scratch };
        await using var restored = new NpgsqlConnection(options.ConnectionString);
        await restored.OpenAsync(stop);
        if (isLab)
        {
            await using var schema = new NpgsqlCommand($"CREATE SCHEMA {LabSchema.Name}", restored);
            await schema.EffectAsync(stop);
        }

        await StepAsync("restore", "pg_restore", scratch, stop, "-d", scratch, "-j", "2", "--exit-on-error", "--no-owner", file);
        foreach (var (table, checksum) in original) User.Rate(DatabaseMetrics.BackupEqual.Name, await IsEqualAsync(restored, table, checksum, stop));
    }

    private async Task<bool> IsEqualAsync(NpgsqlConnection restored, string table, string checksum, CancellationToken stop)
    {
        try
        {
            var copy = await TableChecksums.ReadAsync(restored, [table], stop);
            return User.Check($"restore: {table} is equal", copy[table] == checksum);
        }
        catch (PostgresException)
        {
            return User.Check($"restore: {table} is equal", false); // it is not even there
        }
    }

    private async Task<bool> StepAsync(string step, string program, string database, CancellationToken stop, params string[] arguments)
    {
        var (begin, serverBegin) = (User.Clock.GetTimestamp(), await Meter.NowAsync(stop));
        var complaint = await Tools.RunAsync(program, database, stop, arguments);
        var tags = TagSet.Empty.With("step", step);
        if (!User.Check($"{step}: {program} succeeds", complaint is null))
        {
            await Console.Error.WriteLineAsync(complaint);
            return false;
        }

        User.Trend(DatabaseMetrics.BackupDuration.Name, User.Clock.GetElapsedTime(begin).TotalMilliseconds, tags);
        if (_usual > 0) User.Trend(DatabaseMetrics.BackupThroughput.Name, await Meter.SinceAsync(serverBegin, stop) / _usual, tags);
        return true;
    }

    private async Task ExecuteAsync(string sql, CancellationToken stop)
    {
        await using var command = Source.CreateCommand(sql);
        command.CommandTimeout = 120;
        await command.EffectAsync(stop);
    }
}
