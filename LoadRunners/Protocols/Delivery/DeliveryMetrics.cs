using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Protocols.Delivery;

/// <summary>The metrics of messages that a server pushes, by WebSocket or server-sent events. All with the tags <c>scenario</c> and <c>name</c>.</summary>
public static class DeliveryMetrics
{
    /// <summary>From the server's stamp to the arrival here, by the estimated clock of the server.</summary>
    public static readonly MetricDefinition DeliveryLatency = new("delivery_latency", MetricKind.Trend, "ms");

    /// <summary>Sequence numbers that never came.</summary>
    public static readonly MetricDefinition MessagesLost = new("messages_lost", MetricKind.Counter);

    /// <summary>Messages that came after one with a higher sequence number.</summary>
    public static readonly MetricDefinition MessagesReordered = new("messages_reordered", MetricKind.Counter);

    /// <summary>Messages whose sequence number had come before.</summary>
    public static readonly MetricDefinition MessagesDuplicated = new("messages_duplicated", MetricKind.Counter);

    /// <summary>Connections made again after one was lost.</summary>
    public static readonly MetricDefinition Reconnects = new("reconnects", MetricKind.Counter);

    /// <summary>Gets all of them.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } = [DeliveryLatency, MessagesLost, MessagesReordered, MessagesDuplicated, Reconnects];
}
