using Npgsql;

namespace UpCoach.LoadRunners.Scenarios.Database.Access;

/// <summary>One user's part in a pool. Dispose it once.</summary>
internal sealed class PoolLease(SharedPools pools, string connectionString, NpgsqlDataSource source) : IAsyncDisposable
{
    /// <summary>Gets the pool.</summary>
    public NpgsqlDataSource Source => source;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => pools.ReturnAsync(connectionString);
}
