using System.Diagnostics;
using System.Globalization;
using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting.Running;

/// <summary>Creates the databases of a server that is up, with the client program of the server's own installation.</summary>
internal sealed class DatabaseCreation(ContainerLauncher containers)
{
    // psql quotes: :'name' as a text, %I as a name.
    private const string Sql = """
        SELECT format('CREATE DATABASE %I', :'name')
        WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
        """;

    /// <exception cref="DistributedApplicationException">A database could not be created; the message holds what psql said.</exception>
    public async Task RunAsync(PostgresServerResource server, CancellationToken cancellation)
    {
        if (server.Databases.Count == 0 || containers.ProgramOf(server) is not { } program)
        {
            return;
        }

        var user = await server.UserNameReference.GetValueAsync(cancellation).ConfigureAwait(false);
        var password = await server.PasswordParameter.GetValueAsync(cancellation).ConfigureAwait(false);
        foreach (var database in server.Databases.Values.Distinct())
        {
            var start = new ProcessStartInfo(Path.Combine(program.Folder, "psql"))
            {
                RedirectStandardInput = true,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            };
            foreach (var argument in new[]
            {
                "--no-psqlrc", "--quiet", "--no-password", "--set", "ON_ERROR_STOP=1", "--set", $"name={database}",
                "--host", server.PrimaryEndpoint.Host, "--port", server.PrimaryEndpoint.Port.ToString(CultureInfo.InvariantCulture),
                "--username", user!, "--dbname", "postgres",
            })
            {
                start.ArgumentList.Add(argument);
            }

            start.Environment["PGPASSWORD"] = password;
            await RunAsync(start, server.Name, database, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task RunAsync(ProcessStartInfo start, string server, string database, CancellationToken cancellation)
    {
        using var psql = Process.Start(start)!;
        try
        {
            await psql.StandardInput.WriteLineAsync(Sql.AsMemory(), cancellation).ConfigureAwait(false);
            psql.StandardInput.Close();
            var output = psql.StandardOutput.ReadToEndAsync(cancellation);
            var errors = await psql.StandardError.ReadToEndAsync(cancellation).ConfigureAwait(false);
            await output.ConfigureAwait(false);
            await psql.WaitForExitAsync(cancellation).ConfigureAwait(false);
            if (psql.ExitCode != 0)
            {
                throw new DistributedApplicationException($"The database '{database}' could not be created on '{server}': {errors.Trim()}");
            }
        }
        finally
        {
            if (!psql.HasExited)
            {
                psql.Kill();
            }
        }
    }
}
