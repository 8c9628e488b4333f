using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Protocols.Delivery;

namespace UpCoach.LoadRunners.Protocols.Redis;

/// <summary>The metrics of Redis. All with the tags <c>scenario</c> and <c>name</c>.</summary>
public static class RedisMetrics
{
    /// <summary>The tag of errors: the server's first word (READONLY, OOM, MOVED, ...), or <c>timeout</c> or <c>connection</c> where the server said none.</summary>
    public const string ErrorTag = "error";

    /// <summary>Service time of a command: from handing it to the connection to its reply.</summary>
    public static readonly MetricDefinition CommandDuration = new("redis_command_duration", MetricKind.Trend, "ms");

    /// <summary>Response time of a command: from the moment at which it should have been sent.</summary>
    public static readonly MetricDefinition CommandResponse = new("redis_command_response", MetricKind.Trend, "ms");

    /// <summary>Share of commands that failed.</summary>
    public static readonly MetricDefinition CommandFailed = new("redis_command_failed", MetricKind.Rate);

    /// <summary>Errors, by <see cref="ErrorTag"/>.</summary>
    public static readonly MetricDefinition Errors = new("redis_errors", MetricKind.Counter);

    /// <summary>From the loss of a connection to its return, for each connection of the process.</summary>
    public static readonly MetricDefinition Outage = new("redis_outage", MetricKind.Trend, "ms");

    /// <summary>Gets all of them, and the counter of reconnects.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } = [CommandDuration, CommandResponse, CommandFailed, Errors, Outage, DeliveryMetrics.Reconnects];
}
