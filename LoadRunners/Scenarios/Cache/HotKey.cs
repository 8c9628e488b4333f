using StackExchange.Redis;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Redis;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>
/// Four of five reads want the same thing, which lives for a second only. Whoever finds it gone takes a lock and loads it; all others wait for that one load. The rest of the
/// reads go to a thousand others: are they held up?
/// </summary>
internal sealed class HotKey(VirtualUser user, CacheAccess access) : IScenario, IAsyncDisposable
{
    private const string Hot = "lab:hot";
    private const string Loading = Hot + ":loading";
    private const int Others = 1_000;
    private const double Share = 0.8;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LockLifetime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LoadTime = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly TagSet _hot = TagSet.Of(CacheMetrics.Kind, "hot");
    private readonly TagSet _rest = TagSet.Of(CacheMetrics.Kind, "rest");
    private readonly string _name = FormattableString.Invariant($"{user.Number}:{Guid.NewGuid():N}");
    private CachedValues? _others;

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        var redis = await access.SessionAsync(stop);
        if (user.Random.NextDouble() < Share)
        {
            await ReadHotAsync(redis, stop);
            return;
        }

        _others ??= new CachedValues(user, redis, "lab:cool:", bytes: 512);
        if (await _others.ReadAsync(user.Random.Next(Others) + 1, TimeSpan.FromSeconds(60), stop) is { } held) user.Rate(CacheMetrics.Hit.Name, held, _rest);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => access.DisposeAsync();

    private async ValueTask ReadHotAsync(RedisSession redis, CancellationToken stop)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var reply = await redis.RunAsync("GET hot", database => database.StringGetAsync(Hot), stop);
            if (!reply.IsSuccess) return;
            if (isFirst) user.Rate(CacheMetrics.Hit.Name, reply.Value.HasValue, _hot);
            if (reply.Value.HasValue || await LoadAsync(redis, stop) is not false) return;
            await user.ThinkAsync(Pause, stop);
        }
    }

    // False if somebody else is at it; null if Redis is away.
    private async ValueTask<bool?> LoadAsync(RedisSession redis, CancellationToken stop)
    {
        var taken = await redis.RunAsync("SET NX lock", database => database.StringSetAsync(Loading, _name, LockLifetime, When.NotExists), stop);
        if (!taken.IsSuccess) return null;
        if (!taken.Value) return false;
        try
        {
            // The one before may have put it there between the look and the lock: then there is nothing to load.
            var again = await redis.RunAsync("GET hot (locked)", database => database.StringGetAsync(Hot), stop);
            if (!again.IsSuccess || again.Value.HasValue) return true;
            await user.ThinkAsync(LoadTime, stop);
            var put = await redis.RunAsync("SET NX hot", database => database.StringSetAsync(Hot, _name, Lifetime, When.NotExists), stop);
            if (put.IsSuccess) user.Rate(CacheMetrics.DuplicateLoads.Name, !put.Value);
            return true;
        }
        finally
        {
            await redis.RunAsync("DEL lock", database => database.LockReleaseAsync(Loading, _name), CancellationToken.None);
        }
    }
}
