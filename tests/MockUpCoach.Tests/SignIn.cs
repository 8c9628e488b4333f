using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using UpCoach.MockUpCoach.Auth;

namespace UpCoach.MockUpCoach.Tests;

/// <summary>The steps of a sign-in as the mobile app takes them; each can be bent by a test.</summary>
internal static class SignIn
{
    public const string Verifier = "a-verifier-of-the-length-that-the-standard-wants";

    public static string Email(int user) => string.Create(CultureInfo.InvariantCulture, $"user{user:00000}@upcoach.example");

    public static Dictionary<string, string?> AuthorizeQuery(int user) => new(StringComparer.Ordinal)
    {
        ["response_type"] = "code", ["client_id"] = "upcoach-mobile", ["redirect_uri"] = "upcoach://callback",
        ["scope"] = "openid profile offline_access", ["state"] = "S",
        ["code_challenge"] = ProofKey.ChallengeOf(Verifier), ["code_challenge_method"] = "S256", ["login_hint"] = Email(user),
    };

    public static Dictionary<string, string> TokenForm(string code) => new(StringComparer.Ordinal)
    {
        ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = "upcoach://callback",
        ["client_id"] = "upcoach-mobile", ["code_verifier"] = Verifier,
    };

    public static Dictionary<string, string> RefreshForm(string refreshToken) => new(StringComparer.Ordinal)
    {
        ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken, ["client_id"] = "upcoach-mobile",
    };

    public static Task<HttpResponseMessage> AuthorizeAsync(HttpClient client, string realm, Dictionary<string, string?> query) =>
        client.GetAsync(new Uri(QueryHelpers.AddQueryString($"/oauth/{realm}/authorize", query), UriKind.Relative));

    public static async Task<string> CodeAsync(HttpClient client, int user, string realm = "google")
    {
        using var redirect = await AuthorizeAsync(client, realm, AuthorizeQuery(user));
        Assert.Equal(HttpStatusCode.Redirect, redirect.StatusCode);
        return QueryHelpers.ParseQuery(redirect.Headers.Location!.Query)["code"].ToString();
    }

    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, Dictionary<string, string> form)
    {
        using var content = new FormUrlEncodedContent(form);
        return await client.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    public static async Task<JsonElement> TokensAsync(HttpClient client, int user, string realm = "google")
    {
        using var response = await PostAsync(client, "/oauth/token", TokenForm(await CodeAsync(client, user, realm)));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }

    /// <summary>Gives a client of <paramref name="api"/> that is signed in.</summary>
    public static async Task<HttpClient> AsAsync(ApiInstance api, int user)
    {
        var tokens = await TokensAsync(api.Client, user);
        return WithToken(api, tokens.GetProperty("access_token").GetString()!);
    }

    public static HttpClient WithToken(ApiInstance api, string accessToken)
    {
        var client = api.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return client;
    }

    /// <summary>The same user at another instance of the API.</summary>
    public static HttpClient SameUser(HttpClient client, ApiInstance at) => WithToken(at, client.DefaultRequestHeaders.Authorization!.Parameter!);
}
