using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace UpCoach.Testing;

/// <summary>Signs a seeded user in by the flow of the mobile app: authorization code with a proof key.</summary>
public static class MobileSignIn
{
    private const string ClientId = "upcoach-mobile";
    private const string RedirectUri = "upcoach://callback";
    private const string Verifier = "a-verifier-of-the-length-that-the-standard-wants";

    /// <summary>Gives an access token.</summary>
    /// <param name="client">A client whose base address is the API's or an edge's, and which follows no redirect.</param>
    /// <param name="user">The user's number, from 1.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="HttpRequestException">The code was not taken.</exception>
    public static async Task<string> AccessTokenAsync(HttpClient client, int user, CancellationToken stop = default)
    {
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));
        var email = string.Create(CultureInfo.InvariantCulture, $"user{user:00000}@upcoach.example");
        using var redirect = await client.GetAsync(new Uri(
            $"/oauth/google/authorize?response_type=code&client_id={ClientId}&redirect_uri={Uri.EscapeDataString(RedirectUri)}&scope=openid%20profile&state=S"
            + $"&code_challenge={challenge}&code_challenge_method=S256&login_hint={Uri.EscapeDataString(email)}", UriKind.Relative), stop);
        var code = redirect.Headers.Location!.Query.Split('?', '&').First(part => part.StartsWith("code=", StringComparison.Ordinal))["code=".Length..];
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["client_id"] = ClientId, ["redirect_uri"] = RedirectUri, ["code"] = Uri.UnescapeDataString(code), ["code_verifier"] = Verifier,
        });
        using var response = await client.PostAsync(new Uri("/oauth/token", UriKind.Relative), form, stop);
        response.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(stop));
        return json.RootElement.GetProperty("access_token").GetString()!;
    }
}
