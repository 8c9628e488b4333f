namespace UpCoach.CdnEdge.Regions;

/// <summary>Delays a request by the client's distance, which <c>X-Client-Region</c> tells.</summary>
internal sealed class ClientDistance(RequestDelegate next, RegionDelays delays)
{
    public const string Header = "X-Client-Region";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Headers[Header] is [{ Length: > 0 } region]) await delays.FromClientAsync(region, context.RequestAborted);
        await next(context);
    }
}
