using System.Collections.Frozen;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Startup;

namespace UpCoach.MockUpCoach.Analytics.Ingestion;

/// <summary>Notes what users do through the API itself, so that no client has to report it and none can make it up.</summary>
internal static class RequestEvents
{
    private static readonly FrozenDictionary<(string Method, string Route), string> Names = new Dictionary<(string, string), string>
    {
        [("GET", "/api/v1/me")] = "app_open",
        [("GET", "/api/v1/feed")] = "feed_view",
        [("GET", "/api/v1/sync")] = "sync",
        [("GET", "/api/v1/notifications")] = "notifications_view",
        [("GET", "/api/v1/sessions/today")] = "sessions_view",
        [("GET", "/api/v1/content/{id:long:min(1)}")] = "content_view",
        [("GET", "/api/v1/content/search")] = "search",
        [("POST", "/api/v1/habits/{id:long:min(1)}/check-ins")] = "check_in",
        [("POST", "/api/v1/messages")] = "message_sent",
    }.ToFrozenDictionary();

    /// <summary>Adds an event for each answered request of the list. A full queue loses it: the user has what was asked for, and that counts more.</summary>
    public static void UseRequestEvents(this WebApplication app)
    {
        var queue = app.Services.GetRequiredService<EventQueue>();
        var readiness = app.Services.GetRequiredService<Readiness>(); // Before it serves, the process only talks to itself.
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.Use(async (context, next) =>
        {
            await next(context);
            if (Find(context) is not { } name || context.Features.Get<CurrentUser>() is not { } user || !readiness.IsServing || !queue.TryReserve(1))
                return;
            var now = clock.GetUtcNow().UtcDateTime;
            queue.Put(new UserEvent(Guid.CreateVersion7(), user.Id, name, now, now, null));
        });
    }

    // A repeated check-in answers 200 and did not happen again.
    private static string? Find(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route }
        && Names.TryGetValue((context.Request.Method, route.TrimEnd('/')), out var name)
        && (context.Response.StatusCode is StatusCodes.Status201Created or StatusCodes.Status304NotModified
            || (context.Response.StatusCode == StatusCodes.Status200OK && HttpMethods.IsGet(context.Request.Method)))
            ? name
            : null;
}
