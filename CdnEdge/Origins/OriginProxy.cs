using System.Net;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;

namespace UpCoach.CdnEdge.Origins;

/// <summary>How the proxy reaches the origins: one route for everything, one cluster of all origins.</summary>
internal static class OriginProxy
{
    private const string ClusterId = "origins";
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FailureWindow = TimeSpan.FromSeconds(2);

    /// <summary>Every path that the node's own endpoints don't take.</summary>
    public static RouteConfig Route { get; } = new()
    {
        RouteId = "everything",
        ClusterId = ClusterId,
        Match = new RouteMatch { Path = "{**path}" },
    };

    /// <summary>Balances over the origins and leaves out those that fail.</summary>
    public static ClusterConfig Cluster(IReadOnlyList<Origin> origins, string probePath) => new()
    {
        ClusterId = ClusterId,
        // Least requests of two random picks: as even as least requests, and edges that share origins don't herd.
        LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
        Destinations = origins.ToDictionary(origin => origin.Name, origin => new DestinationConfig { Address = origin.Address.ToString() }),
        HealthCheck = new HealthCheckConfig
        {
            // The proxy's default tries dead origins when none is left: each user would wait for a connection that fails, and no answer would say when to come back.
            AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyAndUnknown,
            // Users' requests notice a dead origin at once; probes keep it out until it answers again.
            Passive = new PassiveHealthCheckConfig
            {
                // The only origin is never left out: nobody else could answer.
                Enabled = origins.Count > 1,
                Policy = HealthCheckConstants.PassivePolicy.TransportFailureRate,
                // Two failed probes fit in: an origin that is still dead then is held out by them, not tried by a user.
                ReactivationPeriod = FailureWindow,
            },
            Active = new ActiveHealthCheckConfig
            {
                Enabled = true,
                Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
                // Not /health: when what all origins depend on fails, an edge that drops them all hides the origins' own answer.
                Path = probePath,
                Interval = ProbeInterval,
                Timeout = FailureWindow,
            },
        },
        Metadata = new Dictionary<string, string>
        {
            // With the defaults (60 s, at least 10 requests) one failure weighs for a minute and an origin stays out for long after its return.
            [TransportFailureRateHealthPolicyOptions.FailureRateLimitMetadataName] = "0.3",
        },
        HttpClient = new HttpClientConfig { RequestHeaderEncoding = "latin1", ResponseHeaderEncoding = "latin1" },
        // HTTP/1.1 to the origin: clear-text HTTP/2 would need prior knowledge, and WebSocket upgrades are HTTP/1.1's.
        HttpRequest = new ForwarderRequestConfig { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact },
    };

    /// <summary>Sets how quickly one failed request marks an origin.</summary>
    public static void Configure(TransportFailureRateHealthPolicyOptions failures)
    {
        failures.DetectionWindowSize = FailureWindow;
        failures.MinimalTotalCountThreshold = 1;
    }

    /// <summary>Sets up the connections to the origins.</summary>
    public static void Configure(SocketsHttpHandler handler)
    {
        // Origins are near: a handshake that takes longer will not succeed, and the other origin can still answer in time.
        handler.ConnectTimeout = TimeSpan.FromSeconds(2);
        // Shorter than Kestrel's 130 s, so that the side that sends closes first.
        handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60);
    }
}
