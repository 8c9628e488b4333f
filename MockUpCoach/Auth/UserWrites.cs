using System.Globalization;
using UpCoach.MockUpCoach.Data;
using UpCoach.MockUpCoach.Data.Caching;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>Remembers in Redis, for all replicas of the API, where each user's last write stands in the log.</summary>
internal sealed class UserWrites(RedisStore store)
{
    // Twice the lag at which a replica is no longer trusted: when the memory ends, every trusted replica has the write.
    private static readonly TimeSpan Lifetime = ReplicaPositions.TrustedLag * 2;

    public Task PersonalAsync(long userId, WalPosition committedAt) => store.MarkAsync(PersonalKey(userId), committedAt, Lifetime);

    public Task ContentAsync(long userId, WalPosition committedAt) => store.MarkAsync(ContentKey(userId), committedAt, Lifetime);

    public static string PersonalKey(long userId) => string.Create(CultureInfo.InvariantCulture, $"wrote:personal:{userId}");

    public static string ContentKey(long userId) => string.Create(CultureInfo.InvariantCulture, $"wrote:content:{userId}");
}
