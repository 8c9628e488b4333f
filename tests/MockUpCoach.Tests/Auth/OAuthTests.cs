using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace UpCoach.MockUpCoach.Tests.Auth;

[Trait("kind", "server")]
public sealed class OAuthTests(ApiFixture api)
{
    [Theory]
    [InlineData("google")]
    [InlineData("apple")]
    [InlineData("facebook")]
    public async Task SignIn_EveryRealm_GivesTokensForTheUser(string realm)
    {
        using var redirect = await SignIn.AuthorizeAsync(api.First.Client, realm, SignIn.AuthorizeQuery(7));
        Assert.Equal(HttpStatusCode.Redirect, redirect.StatusCode);
        Assert.StartsWith("upcoach://callback?", redirect.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var query = QueryHelpers.ParseQuery(redirect.Headers.Location.Query);
        Assert.Equal("S", query["state"]);
        Assert.Equal($"https://upcoach.example/oauth/{realm}", query["iss"]);

        // The code is redeemed at the other instance: nothing of a sign-in lives in a process.
        using var response = await SignIn.PostAsync(api.Second.Client, "/oauth/token", SignIn.TokenForm(query["code"]!));
        var tokens = await response.JsonAsync();
        tokens.HasExactly("access_token", "token_type", "expires_in", "refresh_token", "id_token", "scope");
        Assert.Equal("Bearer", tokens.GetProperty("token_type").GetString());
        Assert.Equal(900, tokens.GetProperty("expires_in").GetInt32());
        Assert.Equal("openid profile offline_access", tokens.GetProperty("scope").GetString());
        Assert.True(response.Headers.CacheControl!.NoStore);

        using var client = SignIn.WithToken(api.First, tokens.GetProperty("access_token").GetString()!);
        var me = await client.ReadAsync($"/api/v1/me");
        me.HasExactly("id", "email", "displayName", "realm", "timeZone", "createdAt");
        Assert.Equal(7, me.Id());
        Assert.Equal(SignIn.Email(7), me.GetProperty("email").GetString());
        Assert.Equal(realm, me.GetProperty("realm").GetString());
    }

    [Fact]
    public async Task Token_WrongVerifier_IsRefusedAndSpendsTheCode()
    {
        var code = await SignIn.CodeAsync(api.First.Client, 1);
        var form = SignIn.TokenForm(code);
        form["code_verifier"] = new string('x', 43);
        await AssertErrorAsync("invalid_grant", form);
        await AssertErrorAsync("invalid_grant", SignIn.TokenForm(code));
    }

    [Fact]
    public async Task Token_ReplayedCode_IsRefused()
    {
        var code = await SignIn.CodeAsync(api.First.Client, 1);
        using var first = await SignIn.PostAsync(api.First.Client, "/oauth/token", SignIn.TokenForm(code));
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await AssertErrorAsync("invalid_grant", SignIn.TokenForm(code));
    }

    [Theory]
    [InlineData("grant_type", null, "invalid_request")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("code", null, "invalid_request")]
    [InlineData("code", "unknown", "invalid_grant")]
    [InlineData("code_verifier", null, "invalid_request")]
    [InlineData("redirect_uri", "upcoach://elsewhere", "invalid_grant")]
    [InlineData("client_id", "stranger", "invalid_client")]
    public async Task Token_OneFieldWrong_IsThatError(string field, string? value, string error)
    {
        var form = SignIn.TokenForm(await SignIn.CodeAsync(api.First.Client, 1));
        form.Remove(field);
        if (value is not null)
            form[field] = value;
        await AssertErrorAsync(error, form);
    }

    [Theory]
    [InlineData("client_id", "stranger")]
    [InlineData("redirect_uri", "https://evil.example/")]
    [InlineData("redirect_uri", null)]
    public async Task Authorize_UntrustedClientOrRedirect_NeverRedirects(string field, string? value)
    {
        var query = SignIn.AuthorizeQuery(1);
        query[field] = value;
        using var response = await SignIn.AuthorizeAsync(api.First.Client, "google", query);
        await response.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Null(response.Headers.Location);
    }

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("scope", "openid root", "invalid_scope")]
    [InlineData("login_hint", null, "login_required")]
    [InlineData("login_hint", "nobody@upcoach.example", "access_denied")]
    [InlineData("login_hint", "' OR 1=1 --", "access_denied")]
    public async Task Authorize_OneFieldWrong_RedirectsWithThatError(string field, string? value, string error)
    {
        var query = SignIn.AuthorizeQuery(1);
        query[field] = value;
        using var response = await SignIn.AuthorizeAsync(api.First.Client, "google", query);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var answer = QueryHelpers.ParseQuery(response.Headers.Location!.Query);
        Assert.Equal(error, answer["error"]);
        Assert.Equal("S", answer["state"]);
        Assert.False(answer.ContainsKey("code"));
    }

    [Fact]
    public async Task Authorize_UnknownRealm_IsNotFound()
    {
        using var response = await SignIn.AuthorizeAsync(api.First.Client, "myspace", SignIn.AuthorizeQuery(1));
        await response.ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Refresh_Twice_RotatesAndRevokesTheFamily()
    {
        var first = await SignIn.TokensAsync(api.First.Client, 2);
        using var response = await SignIn.PostAsync(api.Second.Client, "/oauth/token", SignIn.RefreshForm(first.GetProperty("refresh_token").GetString()!));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var second = await response.JsonAsync();
        Assert.NotEqual(first.GetProperty("refresh_token").GetString(), second.GetProperty("refresh_token").GetString());
        using var client = SignIn.WithToken(api.First, second.GetProperty("access_token").GetString()!);
        await client.ReadAsync($"/api/v1/me");

        await AssertErrorAsync("invalid_grant", SignIn.RefreshForm(first.GetProperty("refresh_token").GetString()!));

        await AssertErrorAsync("invalid_grant", SignIn.RefreshForm(second.GetProperty("refresh_token").GetString()!));
        using var refused = await client.SendAsync(HttpMethod.Get, "/api/v1/me");
        await refused.ProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Refresh_SameTokenAtOnce_IsGrantedOnce()
    {
        var tokens = await SignIn.TokensAsync(api.First.Client, 2);
        var form = SignIn.RefreshForm(tokens.GetProperty("refresh_token").GetString()!);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => SignIn.PostAsync((n % 2 == 0 ? api.First : api.Second).Client, "/oauth/token", form)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("access_token")]
    [InlineData("refresh_token")]
    public async Task Revoke_EitherToken_EndsTheSessionEverywhere(string which)
    {
        var tokens = await SignIn.TokensAsync(api.First.Client, 3);
        using var client = SignIn.WithToken(api.Second, tokens.GetProperty("access_token").GetString()!);
        await client.ReadAsync($"/api/v1/me");
        using var revoked = await SignIn.PostAsync(api.First.Client, "/oauth/revoke", new() { ["token"] = tokens.GetProperty(which).GetString()! });
        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        using var refused = await client.SendAsync(HttpMethod.Get, "/api/v1/me");
        await refused.ProblemAsync(HttpStatusCode.Unauthorized);
        await AssertErrorAsync("invalid_grant", SignIn.RefreshForm(tokens.GetProperty("refresh_token").GetString()!));
    }

    [Fact]
    public async Task Discovery_PublishedKey_VerifiesTokens()
    {
        var metadata = await api.First.Client.ReadAsync($"/oauth/apple/.well-known/openid-configuration");
        Assert.Equal("https://upcoach.example/oauth/apple", metadata.GetProperty("issuer").GetString());
        using var response = await api.Second.Client.SendAsync(HttpMethod.Get, "/oauth/jwks");
        var keys = new JsonWebKeySet(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var tokens = await SignIn.TokensAsync(api.First.Client, 4, "apple");
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(tokens.GetProperty("access_token").GetString(), new TokenValidationParameters
        {
            IssuerSigningKeys = keys.GetSigningKeys(), ValidIssuer = metadata.GetProperty("issuer").GetString(), ValidAudience = "upcoach-api",
        });
        Assert.True(result.IsValid);
    }

    private async Task AssertErrorAsync(string error, Dictionary<string, string> form)
    {
        using var response = await SignIn.PostAsync(api.Second.Client, "/oauth/token", form);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(error, (await response.JsonAsync()).GetProperty("error").GetString());
    }
}
