using System.Globalization;
using StackExchange.Redis;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Redis;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>Things that are looked for in the cache first, and loaded and put there where they are missing (cache-aside).</summary>
/// <param name="user">Who asks.</param>
/// <param name="redis">Its session.</param>
/// <param name="prefix">The beginning of all keys.</param>
/// <param name="bytes">The size of each value.</param>
internal sealed class CachedValues(VirtualUser user, RedisSession redis, string prefix, int bytes)
{
    private readonly string _filler = new('x', bytes);

    /// <summary>Gives the key of the n-th thing.</summary>
    public string Key(int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");

    /// <summary>Gives what the source says, which costs a query elsewhere and nothing here.</summary>
    public string Load(int number) => string.Create(CultureInfo.InvariantCulture, $"{number}:{_filler}")[..Math.Max(bytes, 12)];

    /// <summary>Looks for a thing.</summary>
    /// <returns>Null if it could not be said; what the cache held must be the thing's value, or the check says so.</returns>
    public async ValueTask<bool?> IsHeldAsync(int number, CancellationToken stop)
    {
        var reply = await redis.RunAsync("GET", database => database.StringGetAsync(Key(number)), stop);
        if (!reply.IsSuccess) return null;
        if (reply.Value.IsNull) return false;
        user.Check("cache: gives what was put there", IsValueOf(number, (string?)reply.Value));
        return true;
    }

    /// <summary>Puts a thing there.</summary>
    public Task<RedisReply<bool>> PutAsync(int number, TimeSpan lifetime, CancellationToken stop)
        => redis.RunAsync("SET", database => database.StringSetAsync(Key(number), Load(number), lifetime), stop);

    /// <summary>Looks for a thing, and loads it where it is missing.</summary>
    /// <returns>Whether it was there; null if it could not be said.</returns>
    public async ValueTask<bool?> ReadAsync(int number, TimeSpan lifetime, CancellationToken stop)
    {
        var held = await IsHeldAsync(number, stop);
        if (held == false) await PutAsync(number, lifetime, stop);
        return held;
    }

    /// <summary>Forgets things.</summary>
    /// <param name="count">The first so many.</param>
    /// <param name="stop">The iteration's token.</param>
    public async Task ForgetAsync(int count, CancellationToken stop)
    {
        foreach (var some in Enumerable.Range(1, count).Chunk(500))
        {
            await redis.RunAsync("UNLINK", "UNLINK", [.. some.Select(number => (object)(RedisKey)Key(number))], stop);
        }
    }

    private static bool IsValueOf(int number, string? value) => value is not null && value.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{number}:"), StringComparison.Ordinal);
}
