using System.Text.Json;

namespace UpCoach.Realtime.Tests;

/// <summary>Clients know the platform by the edge's address, and a client must refuse metadata of another issuer than it asked for (OpenID Connect Discovery, 4.3).</summary>
[Trait("kind", "server")]
public sealed class IssuerTests(Platform platform)
{
    [Theory]
    [InlineData("")]
    [InlineData("/oauth/email")]
    [InlineData("/oauth/google")]
    [InlineData("/oauth/apple")]
    [InlineData("/oauth/facebook")]
    public async Task Discovery_ThroughTheEdge_NamesTheIssuerThatWasAskedFor(string realm)
    {
        var issuer = platform.Edge.AbsoluteUri.TrimEnd('/') + realm;
        using var client = new HttpClient();

        using var metadata = JsonDocument.Parse(await client.GetStringAsync(new Uri($"{issuer}/.well-known/openid-configuration"), TestContext.Current.CancellationToken));

        Assert.Equal(issuer, metadata.RootElement.GetProperty("issuer").GetString());
        foreach (var endpoint in new[] { "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "revocation_endpoint", "jwks_uri" })
            Assert.StartsWith(platform.Edge.AbsoluteUri, metadata.RootElement.GetProperty(endpoint).GetString(), StringComparison.Ordinal);
    }
}
