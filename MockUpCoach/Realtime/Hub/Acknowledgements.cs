using System.Globalization;
using StackExchange.Redis;
using UpCoach.MockUpCoach.Data.Caching;

namespace UpCoach.MockUpCoach.Realtime.Hub;

/// <summary>Up to where each user has dealt with each room's messages, kept for a day: another device or a later day goes on from there.</summary>
/// <remarks>It is written when a connection ends, so a process that is killed repeats messages to those who resume without a number: at least once.</remarks>
internal sealed class Acknowledgements(IConnectionMultiplexer redis)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    public async Task<long?> FindAsync(long userId, string room)
    {
        var held = await redis.GetDatabase().HashGetAsync(Key(userId), room);
        return held.IsNull ? null : (long)held;
    }

    public async Task KeepAsync(long userId, IReadOnlyDictionary<string, long> byRoom)
    {
        if (byRoom.Count == 0)
            return;
        try
        {
            var database = redis.GetDatabase();
            await Task.WhenAll(
                database.HashSetAsync(Key(userId), [.. byRoom.Select(one => new HashEntry(one.Key, one.Value))]), database.KeyExpireAsync(Key(userId), Lifetime));
        }
        catch (Exception e) when (RedisStore.IsAway(e))
        {
            // They are sent again, which acknowledgements allow.
        }
    }

    private static string Key(long userId) => string.Create(CultureInfo.InvariantCulture, $"realtime:acks:{userId}");
}
