using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Model;

namespace UpCoach.CdnEdge.Caching.Exchange;

/// <summary>Makes requests of the node's own, which go the same way as clients' requests and answer nobody.</summary>
internal static class BackgroundFetch
{
    /// <summary>Makes a GET like the client's, without what it says of bodies, parts and conditions.</summary>
    public static HttpContext Like(HttpContext client, QueryString query, CancellationToken stop)
    {
        var context = new DefaultHttpContext { RequestAborted = stop };
        var request = context.Request;
        request.Method = HttpMethods.Get;
        request.Protocol = client.Request.Protocol;
        request.Scheme = client.Request.Scheme;
        request.Host = client.Request.Host;
        request.Path = client.Request.Path;
        request.QueryString = query;
        foreach (var (name, value) in client.Request.Headers) request.Headers[name] = value;
        request.Headers.Remove("Range");
        request.Headers.Remove("If-Range");
        request.Headers.Remove("If-None-Match");
        request.Headers.Remove("If-Modified-Since");
        request.Headers.Remove("Cache-Control");
        context.Connection.RemoteIpAddress = client.Connection.RemoteIpAddress;

        var proxy = client.GetReverseProxyFeature();
        context.Features.Set<IReverseProxyFeature>(new BackgroundProxyFeature
        {
            Route = proxy.Route,
            Cluster = proxy.Cluster,
            AllDestinations = proxy.AllDestinations,
            AvailableDestinations = proxy.Route.Cluster!.DestinationsState.AvailableDestinations,
        });
        context.Features.Set<IHttpRequestBodyDetectionFeature>(NoBody.Instance);
        context.SetEndpoint(client.GetEndpoint());
        return context;
    }

    private sealed class BackgroundProxyFeature : IReverseProxyFeature
    {
        public required RouteModel Route { get; init; }

        public required ClusterModel Cluster { get; set; }

        public required IReadOnlyList<DestinationState> AllDestinations { get; init; }

        public required IReadOnlyList<DestinationState> AvailableDestinations { get; set; }

        public DestinationState? ProxiedDestination { get; set; }
    }

    private sealed class NoBody : IHttpRequestBodyDetectionFeature
    {
        public static readonly NoBody Instance = new();

        public bool CanHaveBody => false;
    }
}
