using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Redis;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>A user's way to the platform's cache.</summary>
internal sealed class CacheAccess(VirtualUser user, SharedRedis redis) : IAsyncDisposable
{
    private bool _isRented;
    private RedisSession? _session;

    /// <summary>Gives the user's session, connected.</summary>
    public async ValueTask<RedisSession> SessionAsync(CancellationToken stop) => _session ??= new RedisSession(user, await TransportAsync(stop));

    /// <summary>Gives the connection.</summary>
    public Task<RedisTransport> TransportAsync(CancellationToken stop)
    {
        if (_isRented) throw new InvalidOperationException("A user has one connection.");
        _isRented = true;
        return redis.RentAsync(stop);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _isRented ? redis.ReturnAsync() : ValueTask.CompletedTask;
}
