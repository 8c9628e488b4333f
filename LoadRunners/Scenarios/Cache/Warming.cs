using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Redis;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>
/// Warms an empty cache by each strategy in turn, then lets the same readers make the same <c>READS</c> by a Zipf law: how long until the first may come, how many find what
/// they look for, and what was asked of the source? A load takes 5 ms, as a query does.
/// </summary>
internal sealed class Warming(VirtualUser user, CacheAccess access, ZipfDistribution popularity) : IScenario, IAsyncDisposable
{
    private const int LoadsAtOnce = 50;
    private const int Readers = 8;
    private const int ValueBytes = 256;
    private static readonly TimeSpan LoadTime = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly int _reads = EnvNumber.Read(user.Env, "READS", 8_000);
    private RedisTransport? _redis;

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        _redis ??= await access.TransportAsync(stop);
        foreach (var strategy in WarmingStrategy.All) await TryAsync(strategy, _redis, stop);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => access.DisposeAsync();

    private async ValueTask TryAsync(WarmingStrategy strategy, RedisTransport redis, CancellationToken stop)
    {
        var tags = TagSet.Of(CacheMetrics.Kind, strategy.Name);
        var prefix = FormattableString.Invariant($"lab:warming:{Guid.NewGuid():N}:");
        var mine = new CachedValues(user, new RedisSession(user, redis), prefix, ValueBytes);
        try
        {
            var begin = user.Clock.GetTimestamp();
            var warmed = (int)(popularity.Count * strategy.Share);
            foreach (var some in Enumerable.Range(1, warmed).Chunk(LoadsAtOnce))
            {
                await user.ThinkAsync(LoadTime, stop);
                await Task.WhenAll(some.Select(rank => mine.PutAsync(rank, Lifetime, stop)));
            }

            user.Trend(CacheMetrics.WarmingDuration.Name, user.Clock.GetElapsedTime(begin).TotalMilliseconds, tags);
            var misses = 0;
            await Crew.RunAsync(user, Readers, async reader =>
            {
                var values = new CachedValues(reader, new RedisSession(reader, redis), prefix, ValueBytes);
                for (var n = 0; n < _reads / Readers; n++)
                {
                    var rank = popularity.Next(reader.Random);
                    if (await values.IsHeldAsync(rank, stop) is not { } held) continue;
                    reader.Rate(CacheMetrics.Hit.Name, held, tags);
                    if (held) continue;
                    Interlocked.Increment(ref misses);
                    await reader.ThinkAsync(LoadTime, stop);
                    await values.PutAsync(rank, Lifetime, stop);
                }
            });
            user.Trend(CacheMetrics.WarmingLoads.Name, warmed + misses, tags);
        }
        finally
        {
            await mine.ForgetAsync(popularity.Count, stop);
        }
    }
}
