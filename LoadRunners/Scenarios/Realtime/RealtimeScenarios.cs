using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.ServerSentEvents;
using UpCoach.LoadRunners.Protocols.WebSocket;
using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.LoadRunners.Scenarios.Realtime.Hub;
using UpCoach.LoadRunners.Scenarios.Realtime.Streams;

namespace UpCoach.LoadRunners.Scenarios.Realtime;

/// <summary>The request's realtime scenarios: a line of it each, and a ramp beyond.</summary>
internal static class RealtimeScenarios
{
    private const string Group = "realtime";

    public static IEnumerable<ScenarioDefinition> Definitions(ScenarioTools tools)
    {
        var shared = new RealtimeTools(tools);
        yield return Hub("websocket_connections", "connects all users at one moment and holds the connections", user => new WebsocketConnections(user, shared)) with
        {
            Measures = "ws_connecting, ws_failed, ws_uptime, ws_connections_held",
        };
        yield return Hub("websocket_broadcast", "publishes to the room of everybody; every connection must get each message once", user => new WebsocketBroadcast(user, shared)) with
        {
            Measures = "ws_delivered, delivery_latency, messages_lost, messages_duplicated",
        };
        yield return Hub("websocket_delivery", "rooms of ten that talk over their sockets", user => new WebsocketDelivery(user, shared)) with
        {
            Measures = "delivery_latency, ws_publish_receipt, ws_delivered",
        };
        yield return Hub("websocket_recovery", "listens over a slow, narrow, lossy, dead network, then cut; nothing may be lost or doubled", user => new WebsocketRecovery(user, shared)) with
        {
            Measures = "messages_lost, messages_duplicated, ws_delivered, reconnects, ws_outage",
        };
        yield return Hub("websocket_ramp", "adds connections level by level until messages are late", user => new WebsocketRamp(user, shared)) with
        {
            Measures = "ws_capacity, ws_on_time by level",
        };
        yield return Hub("websocket_replica_killed", "listens while a replica of the API is killed and started again", user => new WebsocketReplicaKilled(user, shared)) with
        {
            Measures = "messages_lost, messages_duplicated, ws_delivered, ws_outage, realtime_replica_gone",
            Needs = [LabServices.Control],
            Breaks = "kills a replica of the API and starts it again",
        };
        yield return Stream("sse_dashboards", "opens the streams of all dashboards at one moment and holds them", user => new SseDashboards(user, shared)) with
        {
            Measures = "sse_connecting, sse_failed, sse_streams_held",
        };
        yield return Stream("sse_analytics", "follows the live figures: an event each second, at once", user => new SseAnalytics(user, shared)) with
        {
            Measures = "delivery_latency, sse_seconds_covered",
        };
        yield return Stream("sse_consistency", "holds each event against its checksum, the other clients and the server's record", user => new SseConsistency(user, shared)) with
        {
            Measures = "sse_events_consistent, sse_events_verified, messages_lost",
        };
        yield return Stream("sse_reconnection_storm", "cuts all streams at one moment, again and again, while the dashboards load", user => new SseReconnectionStorm(user, shared)) with
        {
            Measures = "messages_lost, messages_duplicated, reconnects, sse_outage",
        };
    }

    private static ScenarioDefinition Hub(string name, string description, Func<VirtualUser, IScenario> create) => new(name, description, create)
    {
        Tags = [Group, "websocket"],
        Metrics =
        [
            .. WebSocketMetrics.All, RealtimeMetrics.HubsHeld, RealtimeMetrics.Delivered, RealtimeMetrics.Receipt, RealtimeMetrics.Capacity, RealtimeMetrics.OnTime,
            RealtimeMetrics.ReplicaGone,
        ],
    };

    private static ScenarioDefinition Stream(string name, string description, Func<VirtualUser, IScenario> create) => new(name, description, create)
    {
        Tags = [Group, "sse"],
        Metrics = [.. EventStreamMetrics.All, RealtimeMetrics.StreamsHeld, RealtimeMetrics.Seconds, RealtimeMetrics.Verified],
    };
}
