namespace UpCoach.CdnEdge.Regions;

/// <summary>Delays a request that goes on to an origin by its distance.</summary>
internal sealed class OriginDistance(RequestDelegate next, RegionDelays delays)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await delays.ToOriginAsync(context.RequestAborted);
        await next(context);
    }
}
