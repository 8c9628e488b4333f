using UpCoach.MockUpCoach.Analytics;
using UpCoach.MockUpCoach.Analytics.Ingestion;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Content;
using UpCoach.MockUpCoach.Data;
using UpCoach.MockUpCoach.Files;
using UpCoach.MockUpCoach.Mobile;
using UpCoach.MockUpCoach.Mobile.Batching;
using UpCoach.MockUpCoach.Problems;
using UpCoach.MockUpCoach.Realtime;
using UpCoach.MockUpCoach.Startup;
using UpCoach.MockUpCoach.Validation;
using UpCoach.MockUpCoach.WebPages;
using UpCoach.ServiceDefaults;

namespace UpCoach.MockUpCoach;

/// <summary>The reference UpCoach API, composed.</summary>
public static class UpCoachApplication
{
    /// <summary>Builds the API; it serves after <c>StartAsync</c> and is ready when <c>/health</c> says so.</summary>
    /// <exception cref="InvalidOperationException">A connection string is missing.</exception>
    public static async Task<WebApplication> CreateAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.AddServiceDefaults();
        var limits = builder.Configuration.GetSection("UpCoach:Limits").Get<RequestLimits>() ?? new RequestLimits();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            limits.ApplyTo(kestrel.Limits);
        });

        // No handler blocks: a request runs on the thread that read it until its first wait, which saves a change of threads at each end.
        builder.WebHost.UseSockets(sockets =>
        {
            sockets.UnsafePreferInlineScheduling = true;
            sockets.MaxReadBufferSize = limits.BufferedBytes;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.SerializerOptions.AllowDuplicateProperties = false; // Which of two would count is what attackers play with.
            json.SerializerOptions.MaxDepth = limits.JsonDepth;
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = ProblemNames.UseJsonNames).AddExceptionHandler<UnavailableHandler>();
        builder.Services.AddValidation();
        builder.Services.AddOpenApi();
        builder.Services.AddSingleton<Readiness>().AddSingleton<WarmUp>().AddHostedService<StartupSequence>();
        builder.Services.AddHealthChecks().AddCheck<Readiness>("ready");
        await builder.AddUpCoachDataAsync();
        builder.AddUpCoachAuth();
        builder.Services.AddUpCoachMobile();
        builder.Services.AddUpCoachContent();
        builder.Services.AddUpCoachFiles();
        builder.AddUpCoachAnalytics();
        builder.Services.AddUpCoachWebPages();
        builder.AddUpCoachRealtime();

        var app = builder.Build();
        app.UseServedByHeaders();
        app.UseBatching();
        app.UseCompressedReports();
        app.UseExceptionHandler();
        app.UseStatusCodePages();

        // Here, and not before all, so that the parts of a batch are routed too.
        app.UseRouting();
        app.UseReadinessGate();
        app.UseClientAddresses();
        app.UseWebSockets();
        app.UseHandshakeToken();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRequestEvents();
        app.MapDefaultEndpoints();
        app.MapOpenApi();
        app.MapUpCoachAuth();
        app.MapUpCoachMobile();
        app.MapUpCoachContent();
        app.MapUpCoachAnalytics();
        app.MapUpCoachWebPages();
        app.MapUpCoachFiles();
        app.MapUpCoachRealtime();
        return app;
    }

    /// <summary>Serves until it is told to stop.</summary>
    /// <returns>0, or 1 if the API could not be made ready.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        await using var app = await CreateAsync(args);
        var readiness = app.Services.GetRequiredService<Readiness>();
        await app.RunAsync();
        return readiness.ExitCode;
    }
}
