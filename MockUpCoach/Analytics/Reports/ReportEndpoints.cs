using System.ComponentModel.DataAnnotations;
using UpCoach.MockUpCoach.Auth;

namespace UpCoach.MockUpCoach.Analytics.Reports;

/// <summary>The figures over HTTP. They are the same for everybody who may see them, so a browser may keep them for as long as the API itself does.</summary>
internal static class ReportEndpoints
{
    private const int MostDays = 400;
    private const int UsualDays = 28;
    private const int MostCoaches = 500;

    public static void Map(IEndpointRouteBuilder analytics)
    {
        var api = analytics.MapGroup("").AddEndpointFilter(KeepBrieflyAsync);
        api.MapGet("/dashboard", async (CurrentUser user, ReportStore reports, CancellationToken stop) =>
            TypedResults.Ok(await reports.GetDashboardAsync(user, stop)));
        api.MapGet("/daily-actives", async (CurrentUser user, ReportStore reports, CancellationToken stop, [Range(1, MostDays)] int days = UsualDays) =>
            TypedResults.Ok(await reports.GetDailyActivesAsync(user, days, stop)));
        api.MapGet("/completion", async (CurrentUser user, ReportStore reports, CancellationToken stop, [Range(1, MostDays)] int days = UsualDays) =>
            TypedResults.Ok(await reports.GetCompletionAsync(user, days, stop)));
        api.MapGet("/retention", async (CurrentUser user, ReportStore reports, CancellationToken stop) =>
            TypedResults.Ok(await reports.GetRetentionAsync(user, stop)));
        api.MapGet("/coaches", async (CurrentUser user, ReportStore reports, CancellationToken stop, [Range(1, MostCoaches)] int limit = 20) =>
            TypedResults.Ok(await reports.GetCoachesAsync(user, limit, stop)));
        api.MapGet("/funnel", async (CurrentUser user, ReportStore reports, CancellationToken stop) =>
            TypedResults.Ok(await reports.GetFunnelAsync(user, stop)));
    }

    private static ValueTask<object?> KeepBrieflyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.CacheControl = "private, max-age=15";
        return next(context);
    }
}
