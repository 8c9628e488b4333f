using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using UpCoach.MockUpCoach.Auth;

namespace UpCoach.MockUpCoach.Startup;

/// <summary>Asks this process itself what users will ask, so that the first of them does not wait for the compiler.</summary>
/// <remarks>The server must be listening.</remarks>
internal sealed partial class WarmUp(IServer server, IConfiguration configuration, IOptions<AuthOptions> auth, TimeProvider clock, ILogger<WarmUp> log)
{
    private const int DefaultRounds = 12;

    // On a crowded machine readiness is worth more than the last round.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(1);

    private static readonly string[] Paths =
    [
        "/api/v1/me", "/api/v1/feed", "/api/v1/sessions/today", "/api/v1/goals", "/api/v1/habits", "/api/v1/notifications", "/api/v1/sync",
        "/api/v1/habits/1/check-ins", "/api/v1/content", "/api/v1/content/1", "/api/v1/content/1/versions", "/api/v1/content/search?q=morning", "/api/v1/content/tags",
    ];

    public async Task RunAsync(CancellationToken stop)
    {
        var rounds = configuration.GetValue("UpCoach:WarmUpRounds", DefaultRounds);
        if (rounds <= 0)
            return;
        var began = clock.GetTimestamp();
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        using var client = new HttpClient(handler) { BaseAddress = OwnAddress() };
        try
        {
            for (var round = 0; round < rounds && clock.GetElapsedTime(began) < Budget; round++)
            {
                if (await SignInAsync(client, stop) is not { } token)
                    return; // An empty database has nobody to sign in.
                client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
                await Task.WhenAll(Paths.Select(path => TouchAsync(client, path, stop)));
            }

            await FollowAsync(client, stop);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            // A service that answers its first requests slowly is better than none.
            Incomplete(log, e.Message);
        }
    }

    private async Task<string?> SignInAsync(HttpClient client, CancellationToken stop)
    {
        var verifier = OpaqueToken.Create();
        var authorize = QueryHelpers.AddQueryString("/oauth/google/authorize", new Dictionary<string, string?>
        {
            ["response_type"] = "code", ["client_id"] = auth.Value.ClientId, ["redirect_uri"] = auth.Value.RedirectUri, ["scope"] = "openid",
            ["code_challenge"] = ProofKey.ChallengeOf(verifier), ["code_challenge_method"] = "S256", ["login_hint"] = "user00001@upcoach.example",
        });
        using var redirect = await client.GetAsync(new Uri(authorize, UriKind.Relative), stop);
        if (redirect.Headers.Location is not { } location || !QueryHelpers.ParseQuery(location.Query).TryGetValue("code", out var code))
            return null;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["client_id"] = auth.Value.ClientId, ["redirect_uri"] = auth.Value.RedirectUri,
            ["code"] = code.ToString(), ["code_verifier"] = verifier,
        });
        using var response = await client.PostAsync(new Uri("/oauth/token", UriKind.Relative), form, stop);
        if (!response.IsSuccessStatusCode)
            return null;
        var token = JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(stop), ApiJson.Default.TokenResponse);
        return token!.AccessToken;
    }

    private static async Task TouchAsync(HttpClient client, string path, CancellationToken stop)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), stop);
        await response.Content.ReadAsByteArrayAsync(stop);
    }

    // A socket and a stream, each up to its first bytes: thousands of clients may come in the first second.
    private static async Task FollowAsync(HttpClient client, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Budget);
        foreach (var path in new[] { "/api/v1/realtime/analytics/stream", "/api/v1/realtime/hub" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            if (path.EndsWith("hub", StringComparison.Ordinal))
            {
                request.Headers.Add("Connection", "Upgrade");
                request.Headers.Add("Upgrade", "websocket");
                request.Headers.Add("Sec-WebSocket-Version", "13");
                request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
            }

            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            await using var body = await response.Content.ReadAsStreamAsync(patience.Token);
            await body.ReadAtLeastAsync(new byte[2], minimumBytes: 1, cancellationToken: patience.Token);
        }
    }

    // A wildcard address can be listened on, but not called.
    private Uri OwnAddress()
    {
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First(candidate => candidate.StartsWith("http:", StringComparison.OrdinalIgnoreCase));
        var bound = BindingAddress.Parse(address);
        return new UriBuilder(Uri.UriSchemeHttp, bound.Host is "+" or "*" or "[::]" or "0.0.0.0" ? "localhost" : bound.Host, bound.Port).Uri;
    }

    [LoggerMessage(LogLevel.Warning, "Warm-up was cut short: {Reason}")]
    private static partial void Incomplete(ILogger log, string reason);
}
