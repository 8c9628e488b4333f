using System.Globalization;
using Npgsql;

namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>One server of a connection string, and a connection to it that is opened anew when it broke. Used by one thread.</summary>
internal sealed class PostgresServer(string name, string connectionString) : IDisposable
{
    private const int PatienceSeconds = 2;
    private NpgsqlConnection? _connection;

    /// <summary>Gets the name that reports call it by.</summary>
    public string Name => name;

    /// <summary>Names the servers of a connection string: by the port of a service that is known, else by their place.</summary>
    /// <param name="connectionString">One host or several.</param>
    /// <param name="services">Services and their ports.</param>
    /// <exception cref="ArgumentException">It is no connection string.</exception>
    public static IReadOnlyList<PostgresServer> Of(string connectionString, IReadOnlyDictionary<string, int> services)
    {
        var all = new NpgsqlConnectionStringBuilder(connectionString);
        List<PostgresServer> servers = [];
        foreach (var (index, host) in (all.Host ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Index())
        {
            var colon = host.LastIndexOf(':');
            var hasPort = colon >= 0 && !host.EndsWith(']') && int.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);
            var port = hasPort ? int.Parse(host.AsSpan(colon + 1), CultureInfo.InvariantCulture) : all.Port;
            var known = services.FirstOrDefault(service => service.Value == port).Key;
            var one = new NpgsqlConnectionStringBuilder
            {
                Host = hasPort ? host[..colon] : host, Port = port, Username = all.Username, Password = all.Password, Database = all.Database, SslMode = all.SslMode,
                Passfile = all.Passfile, Pooling = false, Timeout = PatienceSeconds, CommandTimeout = PatienceSeconds, ApplicationName = "upcoach-evidence",
            };
            servers.Add(new PostgresServer(known ?? (index == 0 ? "postgres" : FormattableString.Invariant($"postgres-{index + 1}")), one.ConnectionString));
        }

        return servers;
    }

    /// <summary>Makes a command on the open connection.</summary>
    /// <exception cref="NpgsqlException">The server can't be reached.</exception>
    public NpgsqlCommand Command(string sql)
    {
        if (_connection is { State: not System.Data.ConnectionState.Open }) Dispose();
        if (_connection is null)
        {
            var connection = new NpgsqlConnection(connectionString);
            try
            {
                connection.Open();
            }
            catch
            {
                connection.Dispose();
                throw;
            }

            _connection = connection;
        }

        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    public void Dispose()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
