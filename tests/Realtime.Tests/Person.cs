using System.Net.Http.Headers;
using System.Text;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.Testing;

namespace UpCoach.Realtime.Tests;

/// <summary>Somebody who has signed in, and what the load engine recorded of him.</summary>
internal sealed class Person
{
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
        return new Person(client, await MobileSignIn.AccessTokenAsync(client, 1, stop));
    }

    /// <summary>Sends a message to everybody, again if nobody could take it: a write is not repeated by the edge.</summary>
    public Task BroadcastAsync(int data, CancellationToken stop) => Eventually.TrueAsync(async () =>
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
