using System.Buffers.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>What lets a client or another service find endpoints and verify tokens by itself.</summary>
internal static class DiscoveryEndpoints
{
    // Short enough that a new key is known everywhere before it signs: see KeySchedule.
    private const string Cacheable = "public, max-age=600";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/.well-known/openid-configuration", OwnMetadata);
        app.MapGet("/oauth/{realm}/.well-known/openid-configuration", RealmMetadata);

        // RFC 8414 puts the well-known part before the issuer's path, OpenID Connect after it.
        app.MapGet("/.well-known/oauth-authorization-server", OwnMetadata);
        app.MapGet("/.well-known/oauth-authorization-server/oauth/{realm}", RealmMetadata);
        app.MapGet("/oauth/jwks", Keys);
    }

    private static Ok<ProviderMetadata> OwnMetadata(IOptions<AuthOptions> options, HttpResponse response) => Describe(Realm.Own, options, response);

    private static Results<Ok<ProviderMetadata>, NotFound> RealmMetadata(string realm, IOptions<AuthOptions> options, HttpResponse response) =>
        Realm.Find(realm) is { } known ? Describe(known, options, response) : TypedResults.NotFound();

    private static Ok<ProviderMetadata> Describe(Realm realm, IOptions<AuthOptions> options, HttpResponse response)
    {
        response.Headers.CacheControl = Cacheable;
        var origin = options.Value.Origin;
        return TypedResults.Ok(new ProviderMetadata(
            options.Value.Issuer(realm), origin + realm.AuthorizePath, $"{origin}/oauth/token", $"{origin}/oauth/userinfo", $"{origin}/oauth/revoke",
            $"{origin}/oauth/jwks", AuthOptions.Scopes));
    }

    private static Ok<JsonWebKeyList> Keys(SigningKeyRing ring, HttpResponse response)
    {
        response.Headers.CacheControl = Cacheable;
        return TypedResults.Ok(new JsonWebKeyList([.. ring.All.Select(Describe)]));
    }

    private static PublicKey Describe(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new PublicKey(key.KeyId, Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
    }
}
