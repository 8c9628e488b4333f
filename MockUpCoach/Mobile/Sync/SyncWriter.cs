using System.Security.Cryptography;
using System.Text.Json;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data;
using UpCoach.MockUpCoach.Data.Caching;

namespace UpCoach.MockUpCoach.Mobile.Sync;

/// <summary>Takes batches of writes that were made offline.</summary>
internal sealed class SyncWriter(UpCoachDatabase database, ReadCache cache, UserWrites writes, TimeProvider clock)
{
    private const string FindBatch = "/* sync.batch-find */ SELECT fingerprint, answer FROM sync_batches WHERE user_id = $1 AND key = $2";

    private const string KeepBatch = """
        /* sync.batch-keep */
        WITH too_old AS (DELETE FROM sync_batches WHERE user_id = $1 AND at < $5 - interval '7 days')
        INSERT INTO sync_batches (user_id, key, fingerprint, answer, at) VALUES ($1, $2, $3, $4, $5)
        """;

    /// <summary>Applies what can be applied. With an idempotency key the same batch is answered as it was the first time.</summary>
    /// <returns>The answer and whether it is an old one; null if the key was used for another batch.</returns>
    public async Task<(SyncAnswer Answer, bool IsReplay)?> ApplyAsync(CurrentUser user, SyncBatch batch, string? idempotencyKey, CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var touchesFeed = false;
        var write = await database.TransactAsync(async transaction =>
        {
            var session = new SyncSession(transaction, user.Id, now);
            await session.BeginAsync();
            var fingerprint = idempotencyKey is null ? [] : SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(batch, ApiJson.Default.SyncBatch));
            if (idempotencyKey is not null && await FindAsync(transaction, user.Id, idempotencyKey) is { } kept)
                return kept.Fingerprint.AsSpan().SequenceEqual(fingerprint) ? (kept.Answer, true) : ((SyncAnswer, bool)?)null;
            var answer = new SyncAnswer(await session.ApplyAsync(batch.Writes!));
            await session.EndAsync();
            touchesFeed = session.TouchesFeed;
            if (idempotencyKey is not null)
            {
                await transaction.RunAsync(new Sql(KeepBatch).With(user.Id).With(idempotencyKey).With(fingerprint)
                    .With(JsonSerializer.SerializeToUtf8Bytes(answer, ApiJson.Default.SyncAnswer)).With(now));
            }

            return (answer, false);
        }, stop);
        await Task.WhenAll(
            writes.PersonalAsync(user.Id, write.CommittedAt),
            touchesFeed ? cache.InvalidateAsync(write.CommittedAt, CacheRegion.Feed, FeedStore.Key(user.Id)) : Task.CompletedTask);
        return write.Value;
    }

    private static async Task<(byte[] Fingerprint, SyncAnswer Answer)?> FindAsync(DatabaseTransaction transaction, long userId, string key) =>
        await transaction.RunAsync(new Sql(FindBatch).With(userId).With(key), Rows.First(row => Tuple.Create(row.GetFieldValue<byte[]>(0), row.GetFieldValue<byte[]>(1)))) is var (fingerprint, answer)
            ? (fingerprint, JsonSerializer.Deserialize(answer, ApiJson.Default.SyncAnswer)!)
            : null;
}
