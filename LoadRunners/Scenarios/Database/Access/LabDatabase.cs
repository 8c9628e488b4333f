using Npgsql;
using UpCoach.LoadRunners.Scenarios.Lab;

namespace UpCoach.LoadRunners.Scenarios.Database.Access;

/// <summary>The platform's database as this process reaches it.</summary>
internal sealed class LabDatabase(LabServices lab)
{
    /// <summary>The name of the connection string that lists the primary and its replicas.</summary>
    public const string Servers = "upcoachdb-servers";

    /// <summary>What all sessions of the lab are called, before their pool's name.</summary>
    public const string SessionPrefix = "perf-lab ";

    private readonly SharedPools _pools = new();

    /// <summary>Gets the connection string of the primary.</summary>
    public string Primary => lab.ConnectionString(LabServices.Database);

    /// <summary>Gets the lab's schema.</summary>
    public LabSchema Schema { get; } = new();

    /// <summary>Takes part in a pool of the primary.</summary>
    public PoolLease Lease(PoolOptions options) => _pools.Lease(Named(Primary, options));

    /// <summary>Takes part in a pool for each host of <see cref="Servers"/>; they do not say who is the primary.</summary>
    public IReadOnlyList<PoolLease> LeaseEach(PoolOptions options)
    {
        var all = new NpgsqlConnectionStringBuilder(lab.ConnectionString(Servers));
        return [.. all.Host!.Split(',').Select(host =>
        {
            all.Host = host.Trim();
            return _pools.Lease(Named(all.ConnectionString, options));
        })];
    }

    /// <summary>Gives a connection string with the options of a pool.</summary>
    public static string Named(string connectionString, PoolOptions options)
    {
        var named = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = SessionPrefix + options.Name,
            MaxPoolSize = options.Size,
            Pooling = !options.IsCold,
            SearchPath = options.WritesToLab ? $"{LabSchema.Name},public" : "public",
            Timeout = 30,
            CommandTimeout = 30,

            // The server ends a statement before the driver's patience does: the driver's own way to cancel may wait for itself (StatementRun).
            Options = "-c statement_timeout=25000",
            ConnectionIdleLifetime = (int)Math.Ceiling(options.IdleLifetime.TotalSeconds),
            ConnectionPruningInterval = 1,
        };
        return named.ConnectionString;
    }
}
