using UpCoach.MockUpCoach.Analytics.Ingestion;
using UpCoach.MockUpCoach.Analytics.Reports;
using UpCoach.MockUpCoach.Analytics.Upkeep;

namespace UpCoach.MockUpCoach.Analytics;

/// <summary>Registers and maps analytics.</summary>
internal static class AnalyticsRegistration
{
    public static void AddUpCoachAnalytics(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AnalyticsOptions>().BindConfiguration("UpCoach:Analytics");
        services.AddSingleton<AnalyticsMetrics>().AddSingleton<EventQueue>().AddSingleton<EventTable>();
        services.AddSingleton<ReportStore>().AddSingleton<ILiveFigures, LiveFigureReader>();
        services.AddHostedService<EventWriter>().AddHostedService<AnalyticsUpkeep>();
    }

    public static void MapUpCoachAnalytics(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1/analytics").RequireAuthorization().WithTags("analytics");
        api.MapPost("/events", EventEndpoint.HandleAsync);
        ReportEndpoints.Map(api);
    }
}
