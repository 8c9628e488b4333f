using UpCoach.MockUpCoach.Analytics.Ingestion;
using UpCoach.MockUpCoach.Analytics.Reports;
using UpCoach.MockUpCoach.Analytics.Upkeep;

namespace UpCoach.MockUpCoach.Analytics;

/// <summary>Registers and maps analytics.</summary>
internal static class AnalyticsRegistration
{
    private const string Root = "/api/v1/analytics";

    public static void AddUpCoachAnalytics(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AnalyticsOptions>().BindConfiguration("UpCoach:Analytics");
        services.AddSingleton<AnalyticsMetrics>().AddSingleton<EventQueue>().AddSingleton<EventTable>();
        services.AddSingleton<ReportStore>().AddSingleton<ILiveFigures, LiveFigureReader>();
        services.AddResponseCompression(compression => (compression.EnableForHttps, compression.MimeTypes) = (true, ["application/json"]));
        services.AddHostedService<EventWriter>().AddHostedService<AnalyticsUpkeep>();
    }

    /// <summary>Compresses reports, which are long, alike for everybody and no secret that could be guessed by its length. Nothing else: streams must not wait for a coder's window.</summary>
    public static void UseCompressedReports(this IApplicationBuilder app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Root, StringComparison.Ordinal), reports => reports.UseResponseCompression());

    public static void MapUpCoachAnalytics(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Root).RequireAuthorization().WithTags("analytics");
        api.MapPost("/events", EventEndpoint.HandleAsync);
        ReportEndpoints.Map(api);
    }
}
