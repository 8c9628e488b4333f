using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Hosting;

namespace UpCoach.ServiceDefaults.Telemetry;

/// <summary>Log levels that keep a loaded process quiet.</summary>
internal static class LoggingDefaults
{
    // A line a request is disk and CPU that the measurement pays for.
    private static readonly string[] QuietCategories =
        ["Microsoft", "System", "Polly", "Yarp", "Npgsql", "StackExchange.Redis", "OpenTelemetry"];

    /// <summary>Shows warnings and worse of frameworks, and information of the service's own categories.</summary>
    public static void AddDefaultLogging(this IHostApplicationBuilder builder)
    {
        var levels = QuietCategories.ToDictionary(category => $"Logging:LogLevel:{category}", _ => (string?)"Warning");
        levels["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information";

        // First source, so lowest priority: settings files and environment variables still decide.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = levels });
    }
}
