using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace UpCoach.ServiceDefaults.Telemetry;

/// <summary>OpenTelemetry as the lab uses it: metrics for Prometheus always, traces and logs only when somebody collects them.</summary>
internal static class TelemetryDefaults
{
    private const string OwnSources = "UpCoach.*";
    private const string DatabaseSource = "Npgsql";

    /// <summary>Adds metrics, and with <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> set traces, logs and the export of all three.</summary>
    public static void AddDefaultTelemetry(this IHostApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName.Of(builder.Configuration, builder.Environment)))
            .WithMetrics(AddMetrics);
        ProcessMemory.Observe();

        // A span that nobody receives still costs its allocation on every request, so without a collector there are none.
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])) return;
        telemetry.WithTracing(AddTraces).WithLogging(configureBuilder: null, logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        telemetry.UseOtlpExporter();
    }

    private static void AddMetrics(MeterProviderBuilder metrics) => metrics
        .AddAspNetCoreInstrumentation()
        .AddHttpClientInstrumentation()
        // CPU time and working set of the process are among these: dotnet_process_cpu_time_seconds_total, dotnet_process_memory_working_set_bytes.
        .AddRuntimeInstrumentation()
        .AddMeter(OwnSources, DatabaseSource)
        .AddView(LatencyBuckets.For)
        .AddPrometheusExporter();

    private static void AddTraces(TracerProviderBuilder traces) => traces
        .AddSource(OwnSources, DatabaseSource)
        .AddAspNetCoreInstrumentation(options => options.Filter = context => !DefaultEndpointsExtensions.IsOperational(context.Request.Path))
        .AddHttpClientInstrumentation();
}
