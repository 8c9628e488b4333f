using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Scenarios.Realtime;

/// <summary>What realtime scenarios record besides the metrics of their protocols.</summary>
internal static class RealtimeMetrics
{
    /// <summary>Share of users whose connection stood in the middle of the hold; a sample a user, so its samples are the connections of one moment.</summary>
    public static readonly MetricDefinition HubsHeld = new("ws_connections_held", MetricKind.Rate);

    /// <summary>Share of published messages that came to a connection once and whole; a sample a message and connection.</summary>
    public static readonly MetricDefinition Delivered = new("ws_delivered", MetricKind.Rate);

    /// <summary>From a message's sending over the socket to the server's receipt for it.</summary>
    public static readonly MetricDefinition Receipt = new("ws_publish_receipt", MetricKind.Trend, "ms");

    /// <summary>The largest number of connections at which messages were still on time, as one process saw it; a sample a process.</summary>
    public static readonly MetricDefinition Capacity = new("ws_capacity", MetricKind.Trend, "connections");

    /// <summary>Share of messages that came within the target's time; tag <c>connections</c>: the level of the ramp.</summary>
    public static readonly MetricDefinition OnTime = new("ws_on_time", MetricKind.Rate);

    /// <summary>How long the killed replica was gone, from the kill until it was healthy again.</summary>
    public static readonly MetricDefinition ReplicaGone = new("realtime_replica_gone", MetricKind.Trend, "ms");

    /// <summary>Share of users whose stream gave events before and after the middle of the hold; a sample a user.</summary>
    public static readonly MetricDefinition StreamsHeld = new("sse_streams_held", MetricKind.Rate);

    /// <summary>Share of seconds that had exactly one event; a sample a second and client, and one more for each event too many.</summary>
    public static readonly MetricDefinition Seconds = new("sse_seconds_covered", MetricKind.Rate);

    /// <summary>Share of events whose checksum is right and which equal, byte for byte, what the server has recorded under their number.</summary>
    public static readonly MetricDefinition Verified = new("sse_events_verified", MetricKind.Rate);
}
