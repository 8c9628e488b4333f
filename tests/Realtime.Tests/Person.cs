using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.Realtime.Tests;

/// <summary>Somebody who has signed in, and what the load engine recorded of him.</summary>
internal sealed class Person
{
    private const string Verifier = "a-verifier-of-the-length-that-the-standard-wants";

    private readonly MetricStore store = new();
    private readonly HttpClient client;

    private Person(HttpClient client, string token)
    {
        (this.client, Token) = (client, token);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        User = new VirtualUser(new VirtualUserOptions { Scenario = "realtime", Number = 1, Target = client.BaseAddress!, Recorder = new MetricRecorder(), Clock = TimeProvider.System });
    }

    public string Token { get; }

    public VirtualUser User { get; }

    public static async Task<Person> SignInAsync(Uri target, CancellationToken stop)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = target };
        var challenge = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        using var redirect = await client.GetAsync(new Uri(
            $"/oauth/google/authorize?response_type=code&client_id=upcoach-mobile&redirect_uri=upcoach%3A%2F%2Fcallback&scope=openid&state=S&code_challenge={challenge}&code_challenge_method=S256&login_hint=user00001%40upcoach.example",
            UriKind.Relative), stop);
        var code = redirect.Headers.Location!.Query.Split('?', '&').First(part => part.StartsWith("code=", StringComparison.Ordinal))["code=".Length..];
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["client_id"] = "upcoach-mobile", ["redirect_uri"] = "upcoach://callback", ["code"] = Uri.UnescapeDataString(code), ["code_verifier"] = Verifier,
        });
        using var response = await client.PostAsync(new Uri("/oauth/token", UriKind.Relative), form, stop);
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(stop));
        return new Person(client, json.RootElement.GetProperty("access_token").GetString()!);
    }

    /// <summary>Sends a message to everybody, again if nobody could take it: a write is not repeated by the edge.</summary>
    public Task BroadcastAsync(int data, CancellationToken stop) => Testing.Eventually.TrueAsync(async () =>
    {
        using var body = new StringContent($$"""{"data":{{data}}}""", Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri("/api/v1/realtime/broadcast", UriKind.Relative), body, stop);
        return response.IsSuccessStatusCode;
    }, "a broadcast is taken", stop);

    public double Sum(string metric)
    {
        store.Add(User.Recorder.TakeInterval(TimeSpan.Zero, TimeSpan.FromSeconds(1), 1));
        return store.Query(metric).Sum;
    }

    public void SawEachOnce() => Assert.Equal((0, 0, 0), (Sum("messages_lost"), Sum("messages_duplicated"), Sum("messages_reordered")));
}
