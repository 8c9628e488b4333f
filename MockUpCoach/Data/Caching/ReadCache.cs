using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace UpCoach.MockUpCoach.Data.Caching;

/// <summary>A read-through cache that can't serve a user something older than what that user wrote.</summary>
/// <remarks>
/// A value carries the WAL position that it reflects; a reader has a floor. A value below the floor is a miss. A write leaves a mark in place of
/// the value: the position without a value, which raises every reader's floor. So a slow reader of a lagging replica can't put the old value back.
/// Loads of the same key with the same floor are joined: a crowd that misses together makes one query.
/// </remarks>
internal sealed class ReadCache(RedisStore store, ApiMetrics metrics)
{
    private readonly ConcurrentDictionary<(string Key, WalPosition Floor), Lazy<Task<object>>> loads = new();

    /// <summary>Gets a value from Redis, or from <paramref name="load"/> (given the floor), whose null is not kept.</summary>
    public async Task<DatabaseRead<T?>> GetAsync<T>(
        CacheRegion region, string key, WalPosition floor, JsonTypeInfo<T> json, Func<WalPosition, Task<DatabaseRead<T?>>> load, CancellationToken stop)
        where T : class
    {
        var held = await store.TryGetAsync(key);
        if (held is null)
            floor = WalPosition.Unknown;
        else if (held[0].HasValue)
        {
            var stamped = (ReadOnlyMemory<byte>)held[0];
            var asOf = WalPosition.Parse(stamped.Span);
            if (stamped.Length > WalPosition.TextLength && asOf.Covers(floor))
            {
                metrics.CacheRequest(region.Name, hit: true);
                return new DatabaseRead<T?>(JsonSerializer.Deserialize(stamped.Span[WalPosition.TextLength..], json), asOf, ReadSource.Cache);
            }

            if (stamped.Length == WalPosition.TextLength)
                floor = WalPosition.Later(floor, asOf);
        }

        metrics.CacheRequest(region.Name, hit: false);
        return (DatabaseRead<T?>)await JoinAsync(region, key, floor, json, load).WaitAsync(stop);
    }

    /// <summary>Forgets values that a write made old.</summary>
    public Task InvalidateAsync(WalPosition committedAt, CacheRegion region, params string[] keys) =>
        Task.WhenAll(keys.Select(key => store.MarkAsync(key, committedAt, region.Lifetime * 2)));

    private Task<object> JoinAsync<T>(
        CacheRegion region, string key, WalPosition floor, JsonTypeInfo<T> json, Func<WalPosition, Task<DatabaseRead<T?>>> load)
        where T : class
    {
        var mine = new Lazy<Task<object>>(() => LoadAsync(region, key, floor, json, load));
        return loads.GetOrAdd((key, floor), mine).Value;
    }

    private async Task<object> LoadAsync<T>(
        CacheRegion region, string key, WalPosition floor, JsonTypeInfo<T> json, Func<WalPosition, Task<DatabaseRead<T?>>> load)
        where T : class
    {
        try
        {
            // Yield, so that the entry is in the table before it is removed.
            await Task.Yield();
            var loaded = await load(floor);
            if (loaded.Value is not null && floor != WalPosition.Unknown)
                await store.TryPutAsync(key, loaded.AsOf, JsonSerializer.SerializeToUtf8Bytes(loaded.Value, json), region.Lifetime);
            return loaded;
        }
        finally
        {
            loads.TryRemove((key, floor), out _);
        }
    }
}
