using System.Text.Json;
using UpCoach.MockUpCoach.Data;
using UpCoach.MockUpCoach.Data.Caching;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>Finds the caller's session: one round trip to Redis brings it together with what the user last wrote.</summary>
internal sealed class Sessions(SessionStore store, RedisStore redis, ApiMetrics metrics)
{
    private static readonly CacheRegion Region = CacheRegion.Session;

    /// <summary>Gives the caller, or null if there is no such session or it has ended.</summary>
    public async Task<CurrentUser?> FindAsync(Guid sessionId, long userId, CancellationToken stop)
    {
        var held = await redis.TryGetAsync(Key(sessionId), UserWrites.PersonalKey(userId), UserWrites.ContentKey(userId));
        var stamped = held is null ? default : (ReadOnlyMemory<byte>)held[0];
        var hit = stamped.Length > WalPosition.TextLength;
        metrics.CacheRequest(Region.Name, hit);
        var session = hit
            ? JsonSerializer.Deserialize(stamped.Span[WalPosition.TextLength..], ApiJson.Default.SessionRecord)
            : await LoadAsync(sessionId, held is null ? WalPosition.Unknown : WalPosition.Parse(stamped.Span), stop);
        if (session is null || session.Revoked || session.Profile.Id != userId)
            return null;
        return new CurrentUser(sessionId, session, Floor(held, 1), Floor(held, 2));
    }

    /// <summary>Keeps a session that was just opened or renewed.</summary>
    public Task PutAsync(Guid sessionId, WalPosition committedAt, SessionRecord session) =>
        redis.TryPutAsync(Key(sessionId), committedAt, JsonSerializer.SerializeToUtf8Bytes(session, ApiJson.Default.SessionRecord), Region.Lifetime);

    /// <summary>Makes every replica of the API look a session up again.</summary>
    public Task ForgetAsync(Guid sessionId, WalPosition committedAt) => redis.MarkAsync(Key(sessionId), committedAt, Region.Lifetime * 2);

    private async Task<SessionRecord?> LoadAsync(Guid sessionId, WalPosition floor, CancellationToken stop)
    {
        // A session may be younger than what replicas hold: only the primary can say that there is none.
        var read = await store.FindAsync(sessionId, floor, stop);
        if (read.Value is null && read.Source == ReadSource.Replica)
            read = await store.FindAsync(sessionId, WalPosition.Unknown, stop);
        if (read.Value is not null && floor != WalPosition.Unknown)
            await PutAsync(sessionId, read.AsOf, read.Value);
        return read.Value;
    }

    private static WalPosition Floor(StackExchange.Redis.RedisValue[]? held, int index) =>
        held is null ? WalPosition.Unknown : WalPosition.Parse(((ReadOnlyMemory<byte>)held[index]).Span);

    private static string Key(Guid sessionId) => $"session:{sessionId:N}";
}
