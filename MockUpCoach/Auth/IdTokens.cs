using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>Issues id tokens: they tell the client who signed in, when, and for which of its requests (OpenID Connect Core 1.0 section 2).</summary>
internal sealed class IdTokens(SigningKeyRing keys, IOptions<AuthOptions> options, TimeProvider clock)
{
    public const string Scope = "openid";

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Issues a token beside <paramref name="accessToken"/>.</summary>
    /// <param name="session">The sign-in.</param>
    /// <param name="accessToken">The token's <c>at_hash</c> binds it to this one.</param>
    /// <param name="nonce">What the client sent with its request; null if nothing, or at a refresh.</param>
    public string Issue(SessionRecord session, string accessToken, string? nonce)
    {
        var now = clock.GetUtcNow();
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [JwtRegisteredClaimNames.Sub] = session.Profile.Id.ToString(CultureInfo.InvariantCulture),
            [JwtRegisteredClaimNames.AuthTime] = session.SignedInAt.ToUnixTimeSeconds(),
            [JwtRegisteredClaimNames.AtHash] = HalfHash(accessToken),
        };
        if (nonce is not null)
            claims[JwtRegisteredClaimNames.Nonce] = nonce;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Value.Issuer(session.Profile.Realm),
            Audience = session.ClientId,
            IssuedAt = now.UtcDateTime,
            Expires = (now + options.Value.AccessTokenLifetime).UtcDateTime,
            SigningCredentials = new SigningCredentials(keys.Current, SecurityAlgorithms.EcdsaSha256),
            Claims = claims,
        });
    }

    /// <summary>Gives the left half of a token's SHA-256 hash (section 3.1.3.6).</summary>
    public static string HalfHash(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token)).AsSpan(0, SHA256.HashSizeInBytes / 2));
}
