using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace UpCoach.LoadRunners.Scenarios.Database.Backup;

/// <summary>PostgreSQL's own programs on this machine, told by their environment where the server is: a password among the arguments could be read by everybody.</summary>
internal sealed class PostgresTools(string connectionString)
{
    private const string DebianFolder = "/usr/lib/postgresql";

    /// <summary>Finds a program where Debian puts the newest version, or on PATH; null if there is none.</summary>
    public static string? Find(string program)
    {
        // "9" comes after "15" by its letters, not by its number.
        var debian = Directory.Exists(DebianFolder)
            ? Directory.GetDirectories(DebianFolder).OrderByDescending(folder => double.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
            : Enumerable.Empty<string>();
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return debian.Select(folder => Path.Combine(folder, "bin")).Concat(path).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="database">The database that it works on.</param>
    /// <param name="stop">Kills it.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it complained of; null if it succeeded.</returns>
    public async Task<string?> RunAsync(string program, string database, CancellationToken stop, params string[] arguments)
    {
        if (Find(program) is not { } path) return $"{program} is not on this machine: apt-get install postgresql-15";
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true };
        start.Environment["PGHOST"] = server.Host;
        start.Environment["PGPORT"] = server.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = server.Username;
        start.Environment["PGDATABASE"] = database;
        start.Environment["PGAPPNAME"] = $"{Access.LabDatabase.SessionPrefix}{program}";
        if (server.Password is { Length: > 0 } password) start.Environment["PGPASSWORD"] = password;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
            await process.WaitForExitAsync(stop);
            await output;
            return process.ExitCode == 0 ? null : $"{program} ended with {process.ExitCode}: {(await errors).Trim()}";
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }
}
