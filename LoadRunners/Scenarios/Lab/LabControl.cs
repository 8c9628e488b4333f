using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace UpCoach.LoadRunners.Scenarios.Lab;

/// <summary>Starts, stops and kills resources of the lab. Each call returns when it is done: started means healthy, stopped and killed mean gone.</summary>
/// <remarks><c>POST {url}/resources/{name}/start|stop|kill</c> and <c>GET {url}/resources/{name}</c> with a bearer token; the answer is a <see cref="LabResource"/>, or problem details.</remarks>
public sealed class LabControl : IDisposable
{
    // A database that is copied, or six nodes that form a cluster on a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly HttpClient _client;

    internal LabControl(Uri address, string token)
    {
        _client = new HttpClient { BaseAddress = address, Timeout = Patience };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Says how a resource is.</summary>
    public Task<LabResource> FindAsync(string resource, CancellationToken stop) => SendAsync(HttpMethod.Get, resource, "", stop);

    /// <summary>Starts a resource, also one that was stopped or killed, and waits until it is healthy.</summary>
    public Task<LabResource> StartAsync(string resource, CancellationToken stop) => SendAsync(HttpMethod.Post, resource, "/start", stop);

    /// <summary>Stops a resource in order.</summary>
    public Task<LabResource> StopAsync(string resource, CancellationToken stop) => SendAsync(HttpMethod.Post, resource, "/stop", stop);

    /// <summary>Kills a resource at once, as a power failure would.</summary>
    public Task<LabResource> KillAsync(string resource, CancellationToken stop) => SendAsync(HttpMethod.Post, resource, "/kill", stop);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<LabResource> SendAsync(HttpMethod method, string resource, string command, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, $"resources/{Uri.EscapeDataString(resource)}{command}");
        using var response = await _client.SendAsync(request, stop).ConfigureAwait(false);
        return response.IsSuccessStatusCode
            ? (await response.Content.ReadFromJsonAsync(LabJson.Default.LabResource, stop).ConfigureAwait(false))!
            : throw new InvalidOperationException($"the lab could not do {resource}{command}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(stop).ConfigureAwait(false)}");
    }
}
