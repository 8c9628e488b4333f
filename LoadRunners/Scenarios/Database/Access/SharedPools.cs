using Npgsql;

namespace UpCoach.LoadRunners.Scenarios.Database.Access;

/// <summary>The pools of this process: one for each connection string, opened with its first lease and closed with its last.</summary>
internal sealed class SharedPools
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (NpgsqlDataSource Source, int Leases)> _pools = new(StringComparer.Ordinal); // under _lock

    /// <summary>Takes part in a pool.</summary>
    /// <param name="connectionString">Two that are equal are one pool.</param>
    public PoolLease Lease(string connectionString)
    {
        lock (_lock)
        {
            var (source, leases) = _pools.TryGetValue(connectionString, out var pool) ? pool : (NpgsqlDataSource.Create(connectionString), 0);
            _pools[connectionString] = (source, leases + 1);
            return new PoolLease(this, connectionString, source);
        }
    }

    internal ValueTask ReturnAsync(string connectionString)
    {
        lock (_lock)
        {
            var (source, leases) = _pools[connectionString];
            if (leases > 1)
            {
                _pools[connectionString] = (source, leases - 1);
                return ValueTask.CompletedTask;
            }

            _pools.Remove(connectionString);
            return source.DisposeAsync();
        }
    }
}
