using UpCoach.LoadRunners.Protocols.Redis;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>One connection for all users of this process, open while there are any.</summary>
/// <param name="connectionString">Where to; asked for when the first user comes.</param>
internal sealed class SharedRedis(Func<string> connectionString)
{
    private readonly Lock _lock = new();
    private Task<RedisTransport>? _open; // under _lock
    private int _users; // under _lock

    /// <summary>Gives the connection, for which <see cref="ReturnAsync"/> is owed.</summary>
    public Task<RedisTransport> RentAsync(CancellationToken stop)
    {
        lock (_lock)
        {
            _users++;
            _open ??= RedisDoor.OpenAsync(connectionString());
            return _open.WaitAsync(stop);
        }
    }

    /// <summary>Gives the connection back; the last one closes it.</summary>
    public async ValueTask ReturnAsync()
    {
        Task<RedisTransport>? last = null;
        lock (_lock)
        {
            if (--_users == 0) (last, _open) = (_open, null);
        }

        if (last is null) return;
        // One that never opened needs no closing.
        await ((Task)last).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (last.IsCompletedSuccessfully) await (await last).DisposeAsync();
    }
}
