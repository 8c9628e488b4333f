using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;

namespace UpCoach.ServiceDefaults.Tests;

public sealed class TelemetryDefaultsTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    [Fact]
    public void Otlp_NoEndpoint_NeitherTracesNorExports()
    {
        using var host = Build();

        Assert.Null(host.Services.GetService<TracerProvider>());
        Assert.Empty(OtlpServices(host));
    }

    [Fact]
    public void Otlp_EndpointSet_TracesAndExports()
    {
        using var host = Build((Endpoint, "http://127.0.0.1:4317"));

        Assert.NotNull(host.Services.GetService<TracerProvider>());
        Assert.NotEmpty(OtlpServices(host));
    }

    [Theory]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics", false)]
    [InlineData("System.Net.Http.HttpClient.Default.LogicalHandler", false)]
    [InlineData("Yarp.ReverseProxy.Forwarder.HttpForwarder", false)]
    [InlineData("Microsoft.Hosting.Lifetime", true)]
    [InlineData("UpCoach.MockUpCoach", true)]
    public void Logging_NoSettings_ShowsInformationOfOwnCategoriesOnly(string category, bool isShown)
    {
        using var host = Build();

        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category);

        Assert.Equal(isShown, logger.IsEnabled(LogLevel.Information));
        Assert.True(logger.IsEnabled(LogLevel.Warning));
    }

    [Fact]
    public void Logging_SettingGiven_WinsOverTheDefault()
    {
        using var host = Build(("Logging:LogLevel:Yarp", "Debug"));

        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Yarp.ReverseProxy");

        Assert.True(logger.IsEnabled(LogLevel.Debug));
    }

    private static IHost Build(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.AddServiceDefaults();
        builder.Services.AddSingleton(builder.Services);
        return builder.Build();
    }

    private static IEnumerable<ServiceDescriptor> OtlpServices(IHost host)
        => host.Services.GetRequiredService<IServiceCollection>()
            .Where(service => service.ServiceType.FullName!.Contains("Otlp", StringComparison.Ordinal));
}
