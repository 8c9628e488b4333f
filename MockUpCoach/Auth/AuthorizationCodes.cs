using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using UpCoach.MockUpCoach.Data.Caching;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>Authorization codes in Redis: each is taken once, and the second taker is recognised.</summary>
internal sealed class AuthorizationCodes(RedisStore redis, IOptions<AuthOptions> options, TimeProvider clock)
{
    // Longer than a code lives: a replay is noticed even after the code itself would have expired.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private static readonly byte[] Spent = "spent:"u8.ToArray();

    public async Task<string> IssueAsync(Realm realm, AuthorizeRequest request, long userId)
    {
        var code = OpaqueToken.Create();
        var grant = new AuthorizationGrant(
            userId, realm.Name, request.ClientId!, request.RedirectUri!, request.CodeChallenge!, string.Join(' ', request.ScopeList()), request.Nonce, clock.GetUtcNow());
        await redis.SetAsync(Key(code), JsonSerializer.SerializeToUtf8Bytes(grant, ApiJson.Default.AuthorizationGrant), options.Value.CodeLifetime);
        return code;
    }

    /// <summary>Takes what a code stands for, for the session that is to be opened with it.</summary>
    /// <returns>The grant; or the session that an earlier taker of the same code had in mind; or neither if the code is unknown.</returns>
    public async Task<(AuthorizationGrant? Grant, Guid? SpentFor)> TakeAsync(string code, Guid sessionId)
    {
        var held = await redis.ExchangeAsync(Key(code), Encoding.ASCII.GetBytes($"spent:{sessionId:N}"), Spent.Length, Memory);
        if (held.IsEmpty)
            return default;
        return held.Span.StartsWith(Spent)
            ? (null, Guid.Parse(Encoding.ASCII.GetString(held.Span[Spent.Length..])))
            : (JsonSerializer.Deserialize(held.Span, ApiJson.Default.AuthorizationGrant), null);
    }

    // Redis and its error messages never see the code itself.
    private static string Key(string code) => $"code:{Convert.ToHexString(OpaqueToken.Hash(code))}";
}
