using System.Globalization;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>Issues access tokens: JWTs of RFC 9068, signed with ES256.</summary>
internal sealed class AccessTokens(SigningKeyRing keys, IOptions<AuthOptions> options, TimeProvider clock)
{
    public const string Type = "at+jwt";
    public const string SessionClaim = "sid";
    public const string ScopeClaim = "scope";

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Issues a token for all of what the user agreed to, or for less.</summary>
    public string Issue(Guid sessionId, SessionRecord session, string scope)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = Type,
            Issuer = options.Value.Issuer(session.Profile.Realm),
            Audience = AuthOptions.Audience,
            IssuedAt = now,
            Expires = now + options.Value.AccessTokenLifetime,
            SigningCredentials = new SigningCredentials(keys.Current, SecurityAlgorithms.EcdsaSha256),
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [JwtRegisteredClaimNames.Sub] = session.Profile.Id.ToString(CultureInfo.InvariantCulture),
                [SessionClaim] = sessionId.ToString("N"),
                ["client_id"] = session.ClientId,
                [ScopeClaim] = scope,
                [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N"),
            },
        });
    }

    /// <summary>Gives what a token must satisfy to be accepted.</summary>
    public TokenValidationParameters Validation() => new()
    {
        ValidTypes = [Type],
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        ValidIssuers = Realm.All.Select(options.Value.Issuer),
        ValidAudience = AuthOptions.Audience,
        IssuerSigningKeyResolver = (_, _, id, _) => keys.Find(id),
        ClockSkew = TimeSpan.FromSeconds(5),
        NameClaimType = JwtRegisteredClaimNames.Sub,
    };
}
