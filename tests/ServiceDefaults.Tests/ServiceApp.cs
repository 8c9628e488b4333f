using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace UpCoach.ServiceDefaults.Tests;

/// <summary>A service like those of the lab, on a real Kestrel and a free port.</summary>
internal sealed class ServiceApp : IAsyncDisposable
{
    private readonly Meter _meter = new("UpCoach.ServiceDefaults.Tests");
    private readonly WebApplication _app;

    private ServiceApp(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Work = _meter.CreateCounter<long>("work.done");
    }

    public HttpClient Client { get; }

    public Counter<long> Work { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Set to make <c>/health</c>, but not <c>/alive</c>, fail.</summary>
    public bool DependencyIsDown { get; set; }

    public static async Task<ServiceApp> StartAsync(params (string Key, string Value)[] settings)
    {
        ServiceApp? service = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        builder.Services.AddHealthChecks()
            .AddCheck("dependency", () => service!.DependencyIsDown ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapGet("/hello", () => "hello");
        app.MapPost("/unstable", (HttpContext context) => ++service!.UnstableCalls == 1 ? Results.StatusCode(503) : Results.Ok());
        await app.StartAsync();
        service = new ServiceApp(app);
        return service;
    }

    public int UnstableCalls { get; private set; }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _meter.Dispose();
    }
}
