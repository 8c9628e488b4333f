using UpCoach.CdnEdge.Answers;
using UpCoach.CdnEdge.Caching.Exchange;
using UpCoach.CdnEdge.Failover;
using UpCoach.CdnEdge.Images;
using UpCoach.CdnEdge.Regions;
using UpCoach.CdnEdge.Telemetry;

namespace UpCoach.CdnEdge;

/// <summary>What a request goes through on its way to an origin, from the outside in.</summary>
internal static class EdgePipeline
{
    public static void Use(IReverseProxyApplicationBuilder pipeline)
    {
        var services = pipeline.ApplicationServices;
        var hasDistances = services.GetRequiredService<RegionOptions>().Enabled;
        if (hasDistances) pipeline.UseMiddleware<ClientDistance>();
        pipeline.UseMiddleware<RequestCounter>();
        pipeline.UseMiddleware<GatewayProblems>();
        if (services.GetRequiredService<ImageOptions>().Enabled) pipeline.UseMiddleware<ImageNegotiation>();
        pipeline.UseMiddleware<SharedCache>();
        if (hasDistances) pipeline.UseMiddleware<OriginDistance>();
        pipeline.UseMiddleware<RetryOnOtherOrigin>();
        pipeline.UseLoadBalancing();
        pipeline.UsePassiveHealthChecks();
    }
}
