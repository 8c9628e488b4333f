using Microsoft.Extensions.Options;
using StackExchange.Redis;
using UpCoach.MockUpCoach.Data;
using UpCoach.MockUpCoach.Data.Caching;

namespace UpCoach.MockUpCoach.Auth.Passwords;

/// <summary>Counts wrong passwords in Redis, for all replicas of the API: by account and address together, by account, and by address.</summary>
internal sealed class LoginThrottle(RedisStore redis, IOptions<AuthOptions> options)
{
    private static readonly string Begin = EmbeddedText.Read("scripts/begin_attempt.lua");
    private static readonly string Forgive = EmbeddedText.Read("scripts/forgive_attempt.lua");

    /// <summary>Counts an attempt and gives zero, or gives how long to wait before the next one.</summary>
    public async Task<TimeSpan> BeginAsync(string email, string address)
    {
        var throttle = options.Value.Throttle;
        var wait = await redis.CountAsync(
            Begin, Keys(email, address), [(long)throttle.Window.TotalMilliseconds, throttle.AccountFromAddress, throttle.Account, throttle.Address]);
        return TimeSpan.FromMilliseconds(wait);
    }

    /// <summary>Takes back an attempt whose password was right.</summary>
    public Task ForgiveAsync(string email, string address) => redis.CountAsync(Forgive, Keys(email, address), []);

    // Hashed: what was typed as an e-mail address may be a password.
    private static RedisKey[] Keys(string email, string address)
    {
        var account = Convert.ToHexString(OpaqueToken.Hash(email));
        return [$"login:{account}:{address}", $"login:{account}", $"login:from:{address}"];
    }
}
