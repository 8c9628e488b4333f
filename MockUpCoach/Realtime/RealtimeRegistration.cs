using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Realtime.Delivery;
using UpCoach.MockUpCoach.Realtime.Hub;
using UpCoach.MockUpCoach.Realtime.Journal;
using UpCoach.MockUpCoach.Realtime.Streams;
using UpCoach.MockUpCoach.Realtime.Topics;

namespace UpCoach.MockUpCoach.Realtime;

/// <summary>Registers and maps what the server pushes.</summary>
internal static class RealtimeRegistration
{
    public const string Root = "/api/v1/realtime";

    public static void AddUpCoachRealtime(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, RealtimeJson.Default));
        services.AddSingleton<Connections>().AddSingleton<RealtimeMetrics>().AddSingleton<MessageJournal>();
        services.AddSingleton<TopicDirectory>().AddHostedService(provider => provider.GetRequiredService<TopicDirectory>());
        services.AddSingleton<RoomPublisher>().AddSingleton<Acknowledgements>().AddSingleton<HubEndpoint>();
        services.AddHostedService<AnalyticsTicker>();
    }

    public static void MapUpCoachRealtime(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Root).RequireAuthorization().WithTags("realtime");

        // Their durations are those of connections, and would bury those of requests.
        api.MapGet("/hub", (HttpContext context, CurrentUser user, HubEndpoint hub) => hub.HandleAsync(context, user)).DisableHttpMetrics();
        api.MapGet("/analytics/stream", AnalyticsStream.HandleAsync).DisableHttpMetrics();
        api.MapPost("/broadcast", BroadcastEndpoint.HandleAsync);
    }
}
