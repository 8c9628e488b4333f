using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>Checks a token's signature once: the same text with the same key stays as true as it was, until the token expires.</summary>
/// <remarks>
/// Whether the session has ended is asked at every request, elsewhere. Only accepted tokens are kept, so guesses fill nothing; and of those only
/// the claims that are asked for, under the token's SHA-256 hash: about 1 KB each.
/// </remarks>
internal sealed class RememberingTokenHandler(TimeProvider clock) : JsonWebTokenHandler
{
    // About 5 MB at most; beyond it, starting over costs each user one more check.
    private const int MostTokens = 5_000;

    private static readonly string[] Kept = [JwtRegisteredClaimNames.Sub, AccessTokens.SessionClaim, AccessTokens.ScopeClaim];

    private readonly ConcurrentDictionary<(UInt128 High, UInt128 Low), TokenValidationResult> accepted = new();

    /// <inheritdoc />
    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var digest = Digest(token);
        if (accepted.TryGetValue(digest, out var known))
        {
            if (clock.GetUtcNow().UtcDateTime < known.SecurityToken.ValidTo)
                return known;
            accepted.TryRemove(digest, out _);
        }

        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (!result.IsValid)
            return result;
        if (accepted.Count >= MostTokens)
            accepted.Clear();
        var lean = new TokenValidationResult { IsValid = true, SecurityToken = new AcceptedToken(result.SecurityToken), ClaimsIdentity = Slim(result.ClaimsIdentity) };
        accepted[digest] = lean;
        return lean;
    }

    private static ClaimsIdentity Slim(ClaimsIdentity full) =>
        new(full.Claims.Where(claim => Kept.Contains(claim.Type, StringComparer.Ordinal)).Select(claim => new Claim(string.Intern(claim.Type), claim.Value)),
            full.AuthenticationType, full.NameClaimType, full.RoleClaimType);

    private static (UInt128 High, UInt128 Low) Digest(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(token.AsSpan()), hash);
        return (MemoryMarshal.Read<UInt128>(hash), MemoryMarshal.Read<UInt128>(hash[16..]));
    }
}
