using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace UpCoach.ServiceDefaults;

/// <summary>The name under which a process is known in the topology, its telemetry and its response headers.</summary>
public static class ServiceName
{
    /// <summary>Reads the resource's name, such as <c>upcoach-1</c>.</summary>
    /// <param name="configuration">Where <c>OTEL_SERVICE_NAME</c> is looked up: the host that starts the process sets it to the resource's name.</param>
    /// <param name="environment">Gives the application's name when a process is started by hand.</param>
    /// <returns>A name, never empty.</returns>
    public static string Of(IConfiguration configuration, IHostEnvironment environment)
        => configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } name ? name : environment.ApplicationName;
}
