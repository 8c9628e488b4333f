namespace UpCoach.CdnEdge.Telemetry;

/// <summary>Counts every answer once, whatever became of it inside.</summary>
internal sealed class RequestCounter(RequestDelegate next, EdgeMetrics metrics)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        metrics.Answered(context.GetReverseProxyFeature().ProxiedDestination?.DestinationId, context.Response.StatusCode);
    }
}
