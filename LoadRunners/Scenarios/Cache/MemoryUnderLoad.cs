using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>
/// Fills the platform's cache with <c>KEYS</c> values of <c>VALUE_BYTES</c> while it is in use, reading its memory all along; then deletes them. What does a byte of value cost,
/// how much is used at most, and does all of it come back?
/// </summary>
internal sealed class MemoryUnderLoad(VirtualUser user, CacheAccess access) : IScenario, IAsyncDisposable
{
    private const int Batch = 500;
    private const double Mega = 1e6;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly int _keys = EnvNumber.Read(user.Env, "KEYS", 20_000);
    private readonly int _bytes = EnvNumber.Read(user.Env, "VALUE_BYTES", 1_024);

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        var redis = await access.SessionAsync(stop);
        var values = new CachedValues(user, redis, FormattableString.Invariant($"lab:memory:{Guid.NewGuid():N}:"), _bytes);
        if (await UsedAsync(stop) is not { } before) return;
        long full = 0;
        try
        {
            foreach (var some in Enumerable.Range(1, _keys).Chunk(Batch))
            {
                await Task.WhenAll(some.Select(number => values.PutAsync(number, Lifetime, stop)));
                full = await UsedAsync(stop) ?? full;
            }

            user.Trend(CacheMetrics.MemoryOverhead.Name, (full - before) / ((double)_keys * _bytes));
        }
        finally
        {
            await values.ForgetAsync(_keys, stop);
        }

        var begin = user.Clock.GetTimestamp();
        double left;
        do
        {
            // Freed by a thread of the server's own, a little later.
            await user.ThinkAsync(Pause, stop);
            left = ((await UsedAsync(stop) ?? full) - before) / (double)Math.Max(full - before, 1);
        }
        while (left > 0.05 && user.Clock.GetElapsedTime(begin) < Patience);
        user.Trend(CacheMetrics.MemoryLeft.Name, left);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => access.DisposeAsync();

    private async ValueTask<long?> UsedAsync(CancellationToken stop)
    {
        var redis = await access.SessionAsync(stop);
        var reply = await redis.RunAsync("INFO memory", database => ServerInfo.ReadNumberAsync(database, "memory", "used_memory"), stop);
        if (!reply.IsSuccess) return null;
        user.Trend(CacheMetrics.MemoryUsed.Name, reply.Value / Mega);
        return reply.Value;
    }
}
