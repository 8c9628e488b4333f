using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace UpCoach.Benchmarks.Platform;

/// <summary>Signs users in before the clock starts, by the flow of the app.</summary>
internal static class People
{
    private const string Verifier = "a-verifier-of-the-length-that-the-standard-wants";

    public static async Task<string[]> SignInAsync(Uri target, int count)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = target };
        var tokens = new string[count];
        for (var n = 0; n < count; n++)
            tokens[n] = await SignInAsync(client, n + 1);
        return tokens;
    }

    private static async Task<string> SignInAsync(HttpClient client, int user)
    {
        var challenge = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var address = string.Create(CultureInfo.InvariantCulture,
            $"/oauth/google/authorize?response_type=code&client_id=upcoach-mobile&redirect_uri=upcoach%3A%2F%2Fcallback&scope=openid%20profile&state=S&code_challenge={challenge}&code_challenge_method=S256&login_hint=user{user:00000}%40upcoach.example");
        using var redirect = await client.GetAsync(new Uri(address, UriKind.Relative));
        var code = redirect.Headers.Location!.Query.Split('?', '&').First(part => part.StartsWith("code=", StringComparison.Ordinal))[5..];
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["client_id"] = "upcoach-mobile", ["redirect_uri"] = "upcoach://callback",
            ["code"] = Uri.UnescapeDataString(code), ["code_verifier"] = Verifier,
        });
        using var response = await client.PostAsync(new Uri("/oauth/token", UriKind.Relative), form);
        response.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return json.RootElement.GetProperty("access_token").GetString()!;
    }
}
