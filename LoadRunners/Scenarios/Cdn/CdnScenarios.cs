using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios.Lab;

namespace UpCoach.LoadRunners.Scenarios.Cdn;

/// <summary>The request's CDN performance testing.</summary>
internal static class CdnScenarios
{
    private const string Group = "cdn";

    public static IEnumerable<ScenarioDefinition> Definitions(ScenarioTools tools)
    {
        yield return new ScenarioDefinition(
            "cdn_region_latency",
            "clients of seven regions load assets and pictures from the node nearest to them",
            user => new RegionLatency(user, Client(user)))
        {
            Tags = [Group],
            Metrics = [CdnMetrics.Latency, CdnMetrics.Hit, CdnMetrics.Available],
            Measures = "cdn_latency by region, hits and misses apart",
        };
        yield return new ScenarioDefinition(
            "cdn_image_optimization",
            "loads the same pictures as a client of JPEG, of WebP and of AVIF",
            user => new ImageOptimization(user, Client(user)))
        {
            Tags = [Group],
            Metrics = [CdnMetrics.ImageReduction, CdnMetrics.ImageDuration, CdnMetrics.Hit, CdnMetrics.Available],
            Measures = "cdn_image_reduction by format, cdn_image_duration hit and miss apart",
        };
        yield return new ScenarioDefinition(
            "cdn_static_assets",
            "opens the app with an empty browser, once with addresses that no node has seen, then as everybody does",
            user => new StaticAssets(user, Client(user)))
        {
            Tags = [Group],
            Metrics = [CdnMetrics.Hit, CdnMetrics.Bytes, CdnMetrics.ByteHitRatio, CdnMetrics.PageDuration, CdnMetrics.Available],
            Measures = "cdn_hit by requests, cdn_byte_hit_ratio, cdn_page_duration; cold and warm apart",
        };
        yield return new ScenarioDefinition(
            "cdn_availability",
            "a steady stream of requests from all regions, each to the next node where one fails",
            user => new Availability(user, Client(user)))
        {
            Tags = [Group],
            Metrics = [CdnMetrics.Available],
            Measures = "cdn_available, counted from requests",
        };
        yield return new ScenarioDefinition(
            "cdn_purge_propagation",
            "has all nodes forget an address, and asks them until they did",
            user => new PurgePropagation(user, Client(user), tools.Lab.PurgeToken))
        {
            Tags = [Group],
            Metrics = [CdnMetrics.PurgePropagation, CdnMetrics.PurgeStale],
            Measures = "cdn_purge_propagation, cdn_purge_stale",
            Needs = [LabServices.Purge],
        };
        yield return new ScenarioDefinition(
            "cdn_edge_failover",
            "goes on as a client while the nearest node is killed and comes back",
            user => new Failover(user, Client(user), tools.Lab, new NearestNode()))
        {
            Tags = [Group],
            Metrics = [CdnMetrics.Outage, CdnMetrics.Restored, CdnMetrics.Available],
            Measures = "cdn_failover_outage, cdn_available, cdn_failover_restored",
            Needs = [LabServices.Control],
            Breaks = "kills a node of the CDN and starts it again",
        };
        yield return new ScenarioDefinition(
            "cdn_origin_failover",
            "goes on as a client of what no node holds while an API replica is killed and comes back",
            user => new Failover(user, Client(user), tools.Lab, new OriginReplica(user)))
        {
            Tags = [Group],
            Metrics = [CdnMetrics.Outage, CdnMetrics.Restored, CdnMetrics.Available],
            Measures = "cdn_failover_outage, cdn_available, cdn_failover_restored",
            Needs = [LabServices.Control],
            Breaks = "kills a replica of the API and starts it again",
        };

        EdgeClient Client(VirtualUser user) => new(user, new HttpSession(user, tools.Transport), ClientRegions.Of(user.Number));
    }
}
