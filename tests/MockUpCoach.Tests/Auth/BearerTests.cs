using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using UpCoach.MockUpCoach.Auth;

namespace UpCoach.MockUpCoach.Tests.Auth;

[Trait("kind", "server")]
public sealed class BearerTests(ApiFixture api)
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    [Fact]
    public async Task Bearer_NoToken_IsChallenged() => await AssertRefusedAsync(api.First.Client, "Bearer");

    [Fact]
    public async Task Bearer_OwnCopyOfAGoodToken_IsAccepted()
    {
        // The partner of the refusals below: what they change is what makes the difference.
        using var client = SignIn.WithToken(api.First, await ForgeAsync(_ => { }));
        await client.ReadAsync($"/api/v1/me");
    }

    [Fact]
    public async Task Bearer_Expired_IsRefused() => await AssertRefusedAsync(token => token.Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1));

    [Fact]
    public async Task Bearer_OtherAudience_IsRefused() => await AssertRefusedAsync(token => token.Audience = "another-api");

    [Fact]
    public async Task Bearer_OtherIssuer_IsRefused() => await AssertRefusedAsync(token => token.Issuer = "https://evil.example");

    [Fact]
    public async Task Bearer_OtherType_IsRefused() => await AssertRefusedAsync(token => token.TokenType = "JWT");

    [Fact]
    public async Task Bearer_OtherUserOfTheSession_IsRefused() => await AssertRefusedAsync(token => token.Claims["sub"] = "6");

    [Fact]
    public async Task Bearer_UnknownSession_IsRefused() => await AssertRefusedAsync(token => token.Claims["sid"] = Guid.NewGuid().ToString("N"));

    [Fact]
    public async Task Bearer_SignedByStranger_IsRefused()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await AssertRefusedAsync(token => token.SigningCredentials = new SigningCredentials(
            new ECDsaSecurityKey(stranger) { KeyId = "es256-1" }, SecurityAlgorithms.EcdsaSha256));
    }

    [Fact]
    public async Task Bearer_AlgorithmNone_IsRefused() => await AssertRefusedAsync(token => token.SigningCredentials = null);

    [Fact]
    public async Task Bearer_PublicKeyAsHmacSecret_IsRefused() => await AssertRefusedAsync(token =>
    {
        var ring = api.First.Services.GetRequiredService<SigningKeyRing>();
        token.SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(ring.Current.ECDsa.ExportSubjectPublicKeyInfo()), SecurityAlgorithms.HmacSha256);
    });

    [Fact]
    public async Task Bearer_Garbage_IsRefused()
    {
        using var client = SignIn.WithToken(api.First, "not.a.token");
        await AssertRefusedAsync(client, "Bearer");
    }

    private async Task AssertRefusedAsync(Action<SecurityTokenDescriptor> change)
    {
        using var client = SignIn.WithToken(api.First, await ForgeAsync(change));
        await AssertRefusedAsync(client, "Bearer error=\"invalid_token\"");
    }

    private static async Task AssertRefusedAsync(HttpClient client, string challenge)
    {
        using var response = await client.SendAsync(HttpMethod.Get, "/api/v1/me");
        await response.ProblemAsync(HttpStatusCode.Unauthorized);
        Assert.StartsWith(challenge, response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    private async Task<string> ForgeAsync(Action<SecurityTokenDescriptor> change)
    {
        var tokens = await SignIn.TokensAsync(api.First.Client, 5);
        var good = Handler.ReadJsonWebToken(tokens.GetProperty("access_token").GetString());
        var ring = api.First.Services.GetRequiredService<SigningKeyRing>();
        var token = new SecurityTokenDescriptor
        {
            TokenType = good.Typ, Issuer = good.Issuer, Audience = good.Audiences.Single(), Expires = good.ValidTo, IssuedAt = good.IssuedAt,
            SigningCredentials = new SigningCredentials(ring.Current, SecurityAlgorithms.EcdsaSha256),
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["sub"] = good.Subject, ["sid"] = good.GetClaim("sid").Value, ["client_id"] = "upcoach-mobile", ["scope"] = "openid",
            },
        };
        change(token);
        return Handler.CreateToken(token);
    }
}
