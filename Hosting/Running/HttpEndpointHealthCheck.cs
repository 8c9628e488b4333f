using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting.Running;

/// <summary>Healthy is: a GET is answered with one certain status.</summary>
internal sealed class HttpEndpointHealthCheck(IResourceWithEndpoints resource, string? endpointName, string path, int statusCode) : IHealthCheck
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(5) };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var endpoint = resource.GetEndpoints().FirstOrDefault(candidate => endpointName is null
            ? candidate.Scheme is "http" or "https"
            : string.Equals(candidate.EndpointName, endpointName, StringComparison.OrdinalIgnoreCase));
        if (endpoint is not { IsAllocated: true })
        {
            return HealthCheckResult.Unhealthy($"'{resource.Name}' has no endpoint to ask");
        }

        var uri = new Uri(new Uri(endpoint.Url), path);
        try
        {
            using var response = await Client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return (int)response.StatusCode == statusCode
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy(string.Create(
                    CultureInfo.InvariantCulture, $"GET {uri} answered {(int)response.StatusCode} instead of {statusCode}"));
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"GET {uri}: {error.Message}");
        }
    }
}
