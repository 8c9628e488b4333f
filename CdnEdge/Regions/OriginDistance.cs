namespace UpCoach.CdnEdge.Regions;

/// <summary>Delays a request of a client that says where it is, and that goes on to an origin, by the origin's distance.</summary>
/// <remarks>Whoever names no region stands for load on the software, not on a network: it goes through as fast as it can.</remarks>
internal sealed class OriginDistance(RequestDelegate next, RegionDelays delays)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Headers.ContainsKey(ClientDistance.Header)) await delays.ToOriginAsync(context.RequestAborted);
        await next(context);
    }
}
