using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Protocols.Delivery;

namespace UpCoach.LoadRunners.Protocols.ServerSentEvents;

/// <summary>The metrics of server-sent events. All with the tags <c>scenario</c> and <c>name</c>.</summary>
public static class EventStreamMetrics
{
    /// <summary>From the request to the head of the response.</summary>
    public static readonly MetricDefinition Connecting = new("sse_connecting", MetricKind.Trend, "ms");

    /// <summary>The same from the moment at which the request should have been sent.</summary>
    public static readonly MetricDefinition ConnectingResponse = new("sse_connecting_response", MetricKind.Trend, "ms");

    /// <summary>Share of connects that failed.</summary>
    public static readonly MetricDefinition Failed = new("sse_failed", MetricKind.Rate);

    /// <summary>Streams opened.</summary>
    public static readonly MetricDefinition Sessions = new("sse_sessions", MetricKind.Counter);

    /// <summary>How long streams lived.</summary>
    public static readonly MetricDefinition SessionDuration = new("sse_session_duration", MetricKind.Trend, "ms");

    /// <summary>Events received.</summary>
    public static readonly MetricDefinition Events = new("sse_events", MetricKind.Counter);

    /// <summary>Share of events that are the same for all users who got them.</summary>
    public static readonly MetricDefinition Consistent = new("sse_events_consistent", MetricKind.Rate);

    /// <summary>The share of its time that a session had a stream, from the first to its end.</summary>
    public static readonly MetricDefinition Uptime = new("sse_uptime", MetricKind.Trend, "%");

    /// <summary>From the loss of a stream to the next one.</summary>
    public static readonly MetricDefinition Outage = new("sse_outage", MetricKind.Trend, "ms");

    internal static readonly ConnectionMetrics Connection = new(Connecting, ConnectingResponse, Failed, Sessions, SessionDuration, Uptime, Outage);

    /// <summary>Gets all of them, and those of pushed messages.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } =
        [Connecting, ConnectingResponse, Failed, Sessions, SessionDuration, Events, Consistent, Uptime, Outage, .. DeliveryMetrics.All];
}
