using System.Collections.Concurrent;
using StackExchange.Redis;

namespace UpCoach.MockUpCoach.Data.Caching;

/// <summary>Redis as this API uses it: values stamped with the WAL position that they reflect, where a newer one is never overwritten by an older.</summary>
/// <remarks>Every method lives with Redis being away: reads give null, writes are remembered and made up for when it is back.</remarks>
internal sealed class RedisStore
{
    private static readonly string PutNewer = EmbeddedText.Read("scripts/put_newer.lua");
    private static readonly string Exchange = EmbeddedText.Read("scripts/exchange.lua");

    private readonly IConnectionMultiplexer redis;
    private readonly ReplicaPositions positions;
    private readonly ConcurrentDictionary<string, (WalPosition At, TimeSpan Lifetime)> owed = new(StringComparer.Ordinal);

    public RedisStore(IConnectionMultiplexer redis, ReplicaPositions positions)
    {
        this.redis = redis;
        this.positions = positions;
        redis.ConnectionFailed += (_, _) => positions.Suspend();
        redis.ConnectionRestored += (_, _) => _ = SettleAsync();
        if (!redis.IsConnected)
            positions.Suspend();
    }

    private IDatabase Database => redis.GetDatabase();

    /// <summary>Gets the values of <paramref name="keys"/> in one round trip, or null if Redis can't say.</summary>
    public async Task<RedisValue[]?> TryGetAsync(params RedisKey[] keys)
    {
        try
        {
            return await Database.StringGetAsync(keys);
        }
        catch (Exception e) when (IsAway(e))
        {
            return null;
        }
    }

    /// <summary>Stores what a database read gave. Nothing is lost if that fails.</summary>
    public async Task TryPutAsync(string key, WalPosition asOf, ReadOnlyMemory<byte> payload, TimeSpan lifetime)
    {
        try
        {
            await PutAsync(key, asOf.Stamp(payload.Span), lifetime);
        }
        catch (Exception e) when (IsAway(e))
        {
            // The next reader asks the database again.
        }
    }

    /// <summary>Marks <paramref name="key"/>: whoever reads it must see the database as of <paramref name="at"/> or later.</summary>
    public async Task MarkAsync(string key, WalPosition at, TimeSpan lifetime)
    {
        try
        {
            await PutAsync(key, at.Stamp([]), lifetime);
        }
        catch (Exception e) when (IsAway(e))
        {
            owed.AddOrUpdate(key, (at, lifetime), (_, old) => (WalPosition.Later(at, old.At), lifetime));
        }
    }

    /// <summary>Stores a plain value, or throws if Redis is away.</summary>
    public Task SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan lifetime) => Database.StringSetAsync(key, value, lifetime);

    /// <summary>Takes a plain value out and leaves a note: of two that ask at once, one gets the value and the other the note. Throws if Redis is away.</summary>
    /// <param name="key">Where the value is.</param>
    /// <param name="note">What stays; it is known as a note by its first <paramref name="markBytes"/> bytes.</param>
    /// <param name="markBytes">More than 0.</param>
    /// <param name="lifetime">How long the note stays.</param>
    /// <returns>Empty if nothing was there.</returns>
    public async Task<ReadOnlyMemory<byte>> ExchangeAsync(string key, byte[] note, int markBytes, TimeSpan lifetime) =>
        (byte[]?)await Database.ScriptEvaluateAsync(Exchange, [key], [note, markBytes, (long)lifetime.TotalMilliseconds]);

    /// <summary>Runs a script that gives a number. Throws if Redis is away.</summary>
    public async Task<long> CountAsync(string script, RedisKey[] keys, RedisValue[] arguments) => (long)await Database.ScriptEvaluateAsync(script, keys, arguments);

    /// <summary>Says whether the caller is the first to claim <paramref name="key"/> within <paramref name="lifetime"/>; yes if Redis can't say.</summary>
    public async Task<bool> TryClaimAsync(string key, TimeSpan lifetime)
    {
        try
        {
            return await Database.StringSetAsync(key, RedisValue.EmptyString, lifetime, When.NotExists);
        }
        catch (Exception e) when (IsAway(e))
        {
            return true;
        }
    }

    public static bool IsAway(Exception e) => e is RedisException or TimeoutException or ObjectDisposedException;

    private Task<RedisResult> PutAsync(string key, byte[] stamped, TimeSpan lifetime) =>
        Database.ScriptEvaluateAsync(PutNewer, [key], [stamped, (long)lifetime.TotalMilliseconds]);

    // Marks that could not be set come first; only then may replicas and cached values be trusted again.
    private async Task SettleAsync()
    {
        foreach (var key in owed.Keys)
        {
            if (owed.TryRemove(key, out var mark))
                await MarkAsync(key, mark.At, mark.Lifetime);
        }

        if (redis.IsConnected)
            positions.Resume();
    }
}
