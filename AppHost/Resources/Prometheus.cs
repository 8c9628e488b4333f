namespace UpCoach.AppHost.Resources;

/// <summary>The server that collects everyone's metrics.</summary>
internal static class Prometheus
{
    private const string ConfigFolder = "/etc/prometheus";
    private const string DataFolder = "/prometheus";
    private const string ScriptPath = $"{ConfigFolder}/start.sh";

    /// <summary>Adds a Prometheus with the configuration of <c>deploy/prometheus</c>.</summary>
    public static IResourceBuilder<PrometheusResource> AddPrometheus(this IDistributedApplicationBuilder builder, string name)
    {
        var prometheus = new PrometheusResource(name);
        return builder.AddResource(prometheus)
            .WithImage("prom/prometheus", "v2.42.0")
            .WithHttpEndpoint(targetPort: 9090)
            .WithBindMount("../deploy/prometheus", ConfigFolder, isReadOnly: true)
            .WithEntrypoint("/bin/sh")
            .WithArgs(ScriptPath, $"--storage.tsdb.path={DataFolder}", "--storage.tsdb.retention.time=1d", "--web.enable-lifecycle")
            .WithEnvironment("CONFIG_SOURCE", ConfigFolder)
            .WithEnvironment("CONFIG_FOLDER", $"{DataFolder}/config")
            .WithEnvironment(context => context.EnvironmentVariables["SCRAPE_TARGETS"] = prometheus.TargetsExpression)
            .WithHttpHealthCheck("/-/ready");
    }

    /// <summary>Has a service's <c>/metrics</c> collected.</summary>
    public static IResourceBuilder<PrometheusResource> WithScrapeTarget(
        this IResourceBuilder<PrometheusResource> prometheus, string job, IResourceBuilder<IResourceWithEndpoints> target)
    {
        prometheus.Resource.Targets.Add((job, target.Resource));
        return prometheus;
    }
}
