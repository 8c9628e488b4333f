using Microsoft.Extensions.Primitives;
using UpCoach.CdnEdge.Caching.Exchange;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace UpCoach.CdnEdge.Answers;

/// <summary>The headers by which client and origin see that an edge was between them.</summary>
/// <remarks><c>Via</c> is RFC 9110, 7.6.3; <c>Cache-Status</c> is RFC 9211.</remarks>
internal static class EdgeHeaders
{
    private const string Region = "X-Cdn-Region";
    private const string CacheStatus = "Cache-Status";
    private const string Via = "Via";

    /// <summary>Adds the headers to each forwarded request, and lets the cache decide on each answer.</summary>
    public static void AddTo(TransformBuilderContext transforms, EdgeOptions edge)
    {
        transforms.AddRequestHeader(Via, edge.Via);
        var gate = transforms.Services.GetRequiredService<ResponseGate>();
        transforms.AddResponseTransform(gate.DecideAsync);
    }

    /// <summary>Adds the headers to an answer; what nodes behind this one said about themselves stays in front.</summary>
    public static void Apply(IHeaderDictionary headers, EdgeOptions edge, string cacheStatus)
    {
        headers[Region] = edge.Region;
        headers[Via] = StringValues.Concat(headers[Via], edge.Via);
        headers[CacheStatus] = StringValues.Concat(headers[CacheStatus], cacheStatus);
    }
}
