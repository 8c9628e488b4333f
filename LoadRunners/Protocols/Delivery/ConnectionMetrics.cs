using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Protocols.Delivery;

/// <summary>The metrics of connections that stay, as each protocol names them.</summary>
/// <param name="Connecting">How long a connect took.</param>
/// <param name="ConnectingResponse">The same from when it was due.</param>
/// <param name="Failed">Share of connects that failed.</param>
/// <param name="Sessions">Connections made.</param>
/// <param name="SessionDuration">How long they lived.</param>
/// <param name="Uptime">The share of its time that a session was connected.</param>
/// <param name="Outage">From a loss to the next connection.</param>
internal sealed record ConnectionMetrics(
    MetricDefinition Connecting, MetricDefinition ConnectingResponse, MetricDefinition Failed, MetricDefinition Sessions,
    MetricDefinition SessionDuration, MetricDefinition Uptime, MetricDefinition Outage);
