using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;

namespace UpCoach.ServiceDefaults;

/// <summary>The endpoints that every web process of the lab offers to those who operate it.</summary>
public static class DefaultEndpointsExtensions
{
    /// <summary>The path that answers 200 when every health check passes: the process may be given traffic.</summary>
    public const string HealthPath = "/health";

    /// <summary>The path that answers 200 while the process itself works, whatever its dependencies do.</summary>
    public const string AlivePath = "/alive";

    /// <summary>The path of the Prometheus text exposition.</summary>
    public const string MetricsPath = "/metrics";

    /// <summary>The tag of the health checks that <see cref="AlivePath"/> asks.</summary>
    public const string LiveTag = "live";

    /// <summary>Maps <c>/health</c> (ready: all checks), <c>/alive</c> (checks tagged "live") and <c>/metrics</c> (Prometheus text).</summary>
    /// <remarks>
    /// They are mapped in every environment and ask for no credentials, because each process of the lab binds the loopback address only and the
    /// host's health gates and Prometheus need them in the environment that is measured. A deployment that listens on other addresses puts them
    /// behind a port or a proxy of its own. They are left out of <c>http_server_request_duration_seconds</c>, so that this counts users' requests only.
    /// </remarks>
    /// <param name="app">The application to map them on.</param>
    /// <returns>The same <paramref name="app"/>.</returns>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks(HealthPath).DisableHttpMetrics();
        app.MapHealthChecks(AlivePath, new HealthCheckOptions { Predicate = check => check.Tags.Contains(LiveTag) }).DisableHttpMetrics();
        app.MapPrometheusScrapingEndpoint(MetricsPath).DisableHttpMetrics();
        return app;
    }

    /// <summary>Says whether a request is for one of these endpoints rather than for the service.</summary>
    internal static bool IsOperational(PathString path)
        => path.Equals(HealthPath, StringComparison.Ordinal)
            || path.Equals(AlivePath, StringComparison.Ordinal)
            || path.Equals(MetricsPath, StringComparison.Ordinal);
}
