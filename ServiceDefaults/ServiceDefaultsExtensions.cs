using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;
using UpCoach.ServiceDefaults.Telemetry;

namespace UpCoach.ServiceDefaults;

/// <summary>What every .NET process of the lab has: telemetry, health, service discovery and resilient outgoing calls.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Adds logging defaults, OpenTelemetry, health checks, service discovery and resilient HTTP clients.</summary>
    /// <param name="builder">The host that is being built.</param>
    /// <returns>The same <paramref name="builder"/>.</returns>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddDefaultLogging();
        builder.AddDefaultTelemetry();
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [DefaultEndpointsExtensions.LiveTag]);
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            // A write that timed out may have happened: sending it again is the caller's decision.
            http.AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());
            http.AddServiceDiscovery();
        });
        return builder;
    }
}
