using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using UpCoach.MockUpCoach.Auth;

namespace UpCoach.MockUpCoach.Tests.Auth;

[Trait("kind", "server")]
public sealed class IdTokenTests(ApiFixture api)
{
    [Fact]
    public void HalfHash_ExampleOfTheStandard_IsItsAnswer() =>
        Assert.Equal("77QmUPtjPfzWtF2AnpK9RQ", IdTokens.HalfHash("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y")); // OpenID Connect Core 1.0 appendix A.4

    [Theory]
    [InlineData("google", "https://upcoach.example/oauth/google")]
    [InlineData("facebook", "https://upcoach.example/oauth/facebook")]
    public async Task IdToken_OfACode_TellsWhoWhenAndForWhichRequest(string realm, string issuer)
    {
        var tokens = await ExchangeAsync(8, realm, query => query["nonce"] = "n-0S6_WzA2Mj");
        var token = new JsonWebToken(tokens.GetProperty("id_token").GetString());
        Assert.Equal(issuer, token.Issuer);
        Assert.Equal(["upcoach-mobile"], token.Audiences);
        Assert.Equal("8", token.Subject);
        Assert.Equal("ES256", token.Alg);
        Assert.Equal("n-0S6_WzA2Mj", token.GetClaim("nonce").Value);
        Assert.Equal(IdTokens.HalfHash(tokens.GetProperty("access_token").GetString()!), token.GetClaim("at_hash").Value);
        Assert.InRange(EpochTime.DateTime(token.GetPayloadValue<long>("auth_time")), token.IssuedAt.AddMinutes(-2), token.IssuedAt);
    }

    [Fact]
    public async Task IdToken_AsBearer_IsRefused()
    {
        var tokens = await ExchangeAsync(8, "google");
        using var client = SignIn.WithToken(api.First, tokens.GetProperty("id_token").GetString()!);
        using var response = await client.SendAsync(HttpMethod.Get, "/api/v1/me");
        await response.ProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Refresh_IdToken_KeepsWhenTheUserSignedInAndHasNoNonce()
    {
        var first = await ExchangeAsync(9, "apple", query => query["nonce"] = "once");
        var second = await RefreshAsync(first, scope: null);
        var (before, after) = (new JsonWebToken(first.GetProperty("id_token").GetString()), new JsonWebToken(second.GetProperty("id_token").GetString()));
        Assert.Equal(before.GetPayloadValue<long>("auth_time"), after.GetPayloadValue<long>("auth_time"));
        Assert.False(after.TryGetClaim("nonce", out _));
    }

    [Theory]
    [InlineData("openid", "sub")]
    [InlineData("openid profile", "sub", "name", "zoneinfo")]
    [InlineData("openid email", "sub", "email", "email_verified")]
    public async Task UserInfo_ByScope_TellsNoMore(string scope, params string[] claims)
    {
        var tokens = await ExchangeAsync(10, "google", query => query["scope"] = scope);
        Assert.False(tokens.TryGetProperty("refresh_token", out _));
        using var client = SignIn.WithToken(api.Second, tokens.GetProperty("access_token").GetString()!);
        var info = await client.ReadAsync($"/oauth/userinfo");
        info.HasExactly(claims);
        Assert.Equal("10", info.GetProperty("sub").GetString());
    }

    [Fact]
    public async Task UserInfo_TokenWithoutOpenId_IsForbidden()
    {
        var tokens = await ExchangeAsync(10, "google", query => query["scope"] = "profile");
        Assert.False(tokens.TryGetProperty("id_token", out _));
        using var client = SignIn.WithToken(api.First, tokens.GetProperty("access_token").GetString()!);
        using var response = await client.SendAsync(HttpMethod.Get, "/oauth/userinfo");
        await response.ProblemAsync(HttpStatusCode.Forbidden);
        Assert.Contains("insufficient_scope", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserInfo_NoToken_IsChallenged()
    {
        using var response = await api.First.Client.SendAsync(HttpMethod.Get, "/oauth/userinfo");
        await response.ProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Refresh_LessScope_IsGrantedForThisTokenOnly()
    {
        var first = await ExchangeAsync(11, "google");
        var narrow = await RefreshAsync(first, "openid");
        Assert.Equal("openid", narrow.GetProperty("scope").GetString());
        Assert.Equal("openid", new JsonWebToken(narrow.GetProperty("access_token").GetString()).GetClaim("scope").Value);
        var whole = await RefreshAsync(narrow, scope: null);
        Assert.Equal("openid profile offline_access", whole.GetProperty("scope").GetString());
    }

    [Fact]
    public async Task Refresh_MoreScope_IsRefusedAndSpendsNothing()
    {
        var first = await ExchangeAsync(11, "google");
        var form = SignIn.RefreshForm(first.GetProperty("refresh_token").GetString()!);
        form["scope"] = "openid email";
        using var response = await SignIn.PostAsync(api.First.Client, "/oauth/token", form);
        Assert.Equal("invalid_scope", (await response.JsonAsync()).GetProperty("error").GetString());
        await RefreshAsync(first, scope: null);
    }

    [Fact]
    public async Task Code_Replayed_EndsTheSessionThatItOpened()
    {
        var code = await SignIn.CodeAsync(api.First.Client, 12);
        using var response = await SignIn.PostAsync(api.First.Client, "/oauth/token", SignIn.TokenForm(code));
        var tokens = await response.JsonAsync();
        using var client = SignIn.WithToken(api.First, tokens.GetProperty("access_token").GetString()!);
        await client.ReadAsync($"/api/v1/me");

        using var replayed = await SignIn.PostAsync(api.Second.Client, "/oauth/token", SignIn.TokenForm(code));
        Assert.Equal(HttpStatusCode.BadRequest, replayed.StatusCode);
        using var ended = await client.SendAsync(HttpMethod.Get, "/api/v1/me");
        await ended.ProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Authorize_Posted_WorksLikeAQuery()
    {
        var form = SignIn.AuthorizeQuery(13).ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal);
        using var response = await SignIn.PostAsync(api.First.Client, "/oauth/google/authorize", form);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.True(QueryHelpers.ParseQuery(response.Headers.Location!.Query).ContainsKey("code"));
    }

    private async Task<JsonElement> ExchangeAsync(int user, string realm, Action<Dictionary<string, string?>>? change = null)
    {
        var query = SignIn.AuthorizeQuery(user);
        change?.Invoke(query);
        using var redirect = await SignIn.AuthorizeAsync(api.First.Client, realm, query);
        using var response = await SignIn.PostAsync(
            api.First.Client, "/oauth/token", SignIn.TokenForm(QueryHelpers.ParseQuery(redirect.Headers.Location!.Query)["code"]!));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }

    private async Task<JsonElement> RefreshAsync(JsonElement tokens, string? scope)
    {
        var form = SignIn.RefreshForm(tokens.GetProperty("refresh_token").GetString()!);
        if (scope is not null)
            form["scope"] = scope;
        using var response = await SignIn.PostAsync(api.First.Client, "/oauth/token", form);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }
}
