using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Protocols.Delivery;

namespace UpCoach.LoadRunners.Protocols.WebSocket;

/// <summary>The metrics of WebSockets: k6's by k6's names, and ours. All with the tags <c>scenario</c> and <c>name</c>.</summary>
public static class WebSocketMetrics
{
    /// <summary>Time to connect: TCP, TLS and the upgrade.</summary>
    public static readonly MetricDefinition Connecting = new("ws_connecting", MetricKind.Trend, "ms");

    /// <summary>The same from the moment at which the connect should have begun. Ours.</summary>
    public static readonly MetricDefinition ConnectingResponse = new("ws_connecting_response", MetricKind.Trend, "ms");

    /// <summary>Share of connects that failed. Ours.</summary>
    public static readonly MetricDefinition Failed = new("ws_failed", MetricKind.Rate);

    /// <summary>Connections made.</summary>
    public static readonly MetricDefinition Sessions = new("ws_sessions", MetricKind.Counter);

    /// <summary>How long connections lived.</summary>
    public static readonly MetricDefinition SessionDuration = new("ws_session_duration", MetricKind.Trend, "ms");

    /// <summary>Messages sent.</summary>
    public static readonly MetricDefinition MessagesSent = new("ws_msgs_sent", MetricKind.Counter);

    /// <summary>Messages received.</summary>
    public static readonly MetricDefinition MessagesReceived = new("ws_msgs_received", MetricKind.Counter);

    /// <summary>From a ping to its pong.</summary>
    public static readonly MetricDefinition Ping = new("ws_ping", MetricKind.Trend, "ms");

    /// <summary>From a message to the server's answer to it. Ours.</summary>
    public static readonly MetricDefinition ExchangeDuration = new("ws_exchange_duration", MetricKind.Trend, "ms");

    /// <summary>The same from the moment at which the message should have been sent. Ours.</summary>
    public static readonly MetricDefinition ExchangeResponse = new("ws_exchange_response", MetricKind.Trend, "ms");

    /// <summary>Share of exchanges without an answer in time. Ours.</summary>
    public static readonly MetricDefinition ExchangeFailed = new("ws_exchange_failed", MetricKind.Rate);

    /// <summary>The share of its time that a session was connected, from its first connect to its end. Ours.</summary>
    public static readonly MetricDefinition Uptime = new("ws_uptime", MetricKind.Trend, "%");

    /// <summary>From the loss of a connection to the next one that stands. Ours.</summary>
    public static readonly MetricDefinition Outage = new("ws_outage", MetricKind.Trend, "ms");

    internal static readonly ConnectionMetrics Connection = new(Connecting, ConnectingResponse, Failed, Sessions, SessionDuration, Uptime, Outage);

    /// <summary>Gets all of them, and those of pushed messages.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        Connecting, ConnectingResponse, Failed, Sessions, SessionDuration, MessagesSent, MessagesReceived, Ping,
        ExchangeDuration, ExchangeResponse, ExchangeFailed, Uptime, Outage, .. DeliveryMetrics.All,
    ];
}
