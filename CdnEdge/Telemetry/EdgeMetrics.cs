using System.Diagnostics;
using System.Diagnostics.Metrics;
using UpCoach.CdnEdge.Caching.Storage;
using Yarp.ReverseProxy;

namespace UpCoach.CdnEdge.Telemetry;

/// <summary>
/// What the node counts, as Prometheus names: <c>cdn_requests_total{region,origin,status_class}</c>, <c>cdn_retries_total{region,origin}</c> and
/// <c>cdn_origin_healthy{region,origin}</c>. For the cache <c>cdn_cache_requests_total{region,result}</c> and <c>cdn_cache_bytes_total{region,result}</c>, of which the hit ratios
/// by requests and by bytes are quotients, and <c>cdn_cache_stored_bytes</c>, <c>cdn_cache_entries</c> and <c>cdn_cache_evictions_total</c>.
/// </summary>
internal sealed class EdgeMetrics
{
    private const string NoOrigin = "none";
    private static readonly string[] Results = ["hit", "stale", "revalidated", "miss", "not_stored"];
    private static readonly string[] StatusClasses = ["0xx", "1xx", "2xx", "3xx", "4xx", "5xx"];

    private readonly Meter _meter;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _served;
    private readonly Counter<long> _servedBytes;
    private readonly string _region;
    private readonly IProxyStateLookup _proxy;

    public EdgeMetrics(IMeterFactory meters, IProxyStateLookup proxy, EdgeOptions edge)
    {
        _meter = meters.Create("UpCoach.CdnEdge");
        _requests = _meter.CreateCounter<long>("cdn.requests", description: "Requests answered, by the origin that was asked last and the class of status.");
        _retries = _meter.CreateCounter<long>("cdn.retries", description: "Requests sent to another origin because this one failed.");
        _served = _meter.CreateCounter<long>("cdn.cache.requests", description: "GET and HEAD requests answered, by where the answer came from.");
        _servedBytes = _meter.CreateCounter<long>("cdn.cache", unit: "By", description: "Bytes of bodies sent, by where they came from.");
        _region = edge.Region;
        _proxy = proxy;
    }

    /// <summary>Publishes the health of the origins; called once, when the proxy's configuration is loaded.</summary>
    public void ObserveOrigins()
        => _meter.CreateObservableGauge("cdn.origin.healthy", Healthy, description: "1 while the origin gets requests, 0 while it is left out.");

    /// <summary>Publishes what the store holds.</summary>
    public void ObserveStore(ResponseStore store)
    {
        _meter.CreateObservableGauge("cdn.cache.stored", () => new[] { Of("memory", store.MemoryBytes), Of("disk", store.DiskBytes) }, unit: "By", description: "Bytes stored, by tier.");
        _meter.CreateObservableGauge("cdn.cache.entries", () => new[] { Of("memory", store.MemoryEntries), Of("disk", store.DiskEntries) }, description: "Answers stored, by tier.");
        _meter.CreateObservableCounter("cdn.cache.evictions", () => new Measurement<long>(store.Evictions, new TagList { { "region", _region } }), description: "Answers that left a tier for want of room.");

        Measurement<long> Of(string tier, long value) => new(value, new TagList { { "region", _region }, { "tier", tier } });
    }

    /// <summary>Counts an answer.</summary>
    /// <param name="origin">The origin that was asked last; null when none was available.</param>
    /// <param name="status">The HTTP status sent.</param>
    public void Answered(string? origin, int status)
        => _requests.Add(1, new TagList
        {
            { "region", _region },
            { "origin", origin ?? NoOrigin },
            { "status_class", StatusClasses[Math.Clamp(status / 100, 0, StatusClasses.Length - 1)] },
        });

    /// <summary>Counts where the answer to a GET or HEAD came from, and its bytes.</summary>
    public void Served(CacheResult result, long bytes)
    {
        var tags = new TagList { { "region", _region }, { "result", Results[(int)result] } };
        _served.Add(1, tags);
        if (bytes > 0) _servedBytes.Add(bytes, tags);
    }

    /// <summary>Counts a request that moved on from an origin.</summary>
    public void Retried(string failedOrigin)
        => _retries.Add(1, new TagList { { "region", _region }, { "origin", failedOrigin } });

    private IEnumerable<Measurement<int>> Healthy()
        => from cluster in _proxy.GetClusters()
           let available = cluster.DestinationsState.AvailableDestinations
           from origin in cluster.DestinationsState.AllDestinations
           select new Measurement<int>(
               available.Contains(origin) ? 1 : 0,
               new TagList { { "region", _region }, { "origin", origin.DestinationId } });
}
