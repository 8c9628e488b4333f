namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>The metrics that every run has: k6's by k6's names, and ours.</summary>
public static class BuiltInMetrics
{
    /// <summary>Requests done.</summary>
    public static readonly MetricDefinition HttpReqs = new("http_reqs", MetricKind.Counter);

    /// <summary>Service time of a request: sending + waiting + receiving.</summary>
    public static readonly MetricDefinition HttpReqDuration = new("http_req_duration", MetricKind.Trend, "ms");

    /// <summary>Response time of a request: from the moment it should have been sent until the last byte. Ours.</summary>
    public static readonly MetricDefinition HttpReqResponseTime = new("http_req_response_time", MetricKind.Trend, "ms");

    /// <summary>Time to the first byte: from the last byte sent to the response's first.</summary>
    public static readonly MetricDefinition HttpReqWaiting = new("http_req_waiting", MetricKind.Trend, "ms");

    /// <summary>Wait for a free connection.</summary>
    public static readonly MetricDefinition HttpReqBlocked = new("http_req_blocked", MetricKind.Trend, "ms");

    /// <summary>TCP connect.</summary>
    public static readonly MetricDefinition HttpReqConnecting = new("http_req_connecting", MetricKind.Trend, "ms");

    /// <summary>TLS handshake.</summary>
    public static readonly MetricDefinition HttpReqTlsHandshaking = new("http_req_tls_handshaking", MetricKind.Trend, "ms");

    /// <summary>Sending of the request.</summary>
    public static readonly MetricDefinition HttpReqSending = new("http_req_sending", MetricKind.Trend, "ms");

    /// <summary>Receiving of the response, from its first byte to its last.</summary>
    public static readonly MetricDefinition HttpReqReceiving = new("http_req_receiving", MetricKind.Trend, "ms");

    /// <summary>Share of requests with an unexpected status or a transport error.</summary>
    public static readonly MetricDefinition HttpReqFailed = new("http_req_failed", MetricKind.Rate);

    /// <summary>Iterations completed.</summary>
    public static readonly MetricDefinition Iterations = new("iterations", MetricKind.Counter);

    /// <summary>Duration of completed iterations.</summary>
    public static readonly MetricDefinition IterationDuration = new("iteration_duration", MetricKind.Trend, "ms");

    /// <summary>Duration of groups.</summary>
    public static readonly MetricDefinition GroupDuration = new("group_duration", MetricKind.Trend, "ms");

    /// <summary>Iterations that were due when no virtual user was free, or that the time didn't suffice for.</summary>
    public static readonly MetricDefinition DroppedIterations = new("dropped_iterations", MetricKind.Counter);

    /// <summary>Iterations that ended with an exception of the scenario. Ours.</summary>
    public static readonly MetricDefinition IterationErrors = new("iteration_errors", MetricKind.Counter);

    /// <summary>Virtual users that run.</summary>
    public static readonly MetricDefinition Vus = new("vus", MetricKind.Gauge);

    /// <summary>Virtual users that are initialised.</summary>
    public static readonly MetricDefinition VusMax = new("vus_max", MetricKind.Gauge);

    /// <summary>Share of checks that held.</summary>
    public static readonly MetricDefinition Checks = new("checks", MetricKind.Rate);

    /// <summary>Bytes sent.</summary>
    public static readonly MetricDefinition DataSent = new("data_sent", MetricKind.Counter, "B");

    /// <summary>Bytes received.</summary>
    public static readonly MetricDefinition DataReceived = new("data_received", MetricKind.Counter, "B");

    /// <summary>Arrivals that the plan asked for by now, dropped ones too. Ours.</summary>
    public static readonly MetricDefinition OfferedIterations = new("offered_iterations", MetricKind.Counter);

    /// <summary>How late the generator began an arrival for which a user was free. Ours: the generator's own error.</summary>
    public static readonly MetricDefinition ScheduleLag = new("schedule_lag", MetricKind.Trend, "ms");

    /// <summary>CPU seconds that this generator process used. Ours.</summary>
    public static readonly MetricDefinition GeneratorCpuSeconds = new("generator_cpu_seconds", MetricKind.Counter, "s");

    /// <summary>CPU share of this generator process in the interval: 1 is one whole core. Ours.</summary>
    public static readonly MetricDefinition GeneratorCpuCores = new("generator_cpu_cores", MetricKind.Gauge, "cores");

    /// <summary>Seconds that this generator process was paused by the garbage collector. Ours.</summary>
    public static readonly MetricDefinition GeneratorGcPauseSeconds = new("generator_gc_pause_seconds", MetricKind.Counter, "s");

    /// <summary>Seconds of <see cref="GeneratorGcPauseSeconds"/> in those seconds of the run that were paused for 50 ms or more. Ours.</summary>
    public static readonly MetricDefinition GeneratorLongGcPauseSeconds = new("generator_long_gc_pause_seconds", MetricKind.Counter, "s");

    /// <summary>Connections that failed for want of a port, handle or buffer on the generator's side. Ours.</summary>
    public static readonly MetricDefinition GeneratorSocketErrors = new("generator_socket_errors", MetricKind.Counter);

    /// <summary>Seconds that virtual users had work, from its hand-over to its end. Ours: N x T of Little's law.</summary>
    public static readonly MetricDefinition VuSeconds = new("vu_seconds", MetricKind.Counter, "s");

    /// <summary>Seconds that iterations took, interrupted ones too. Ours: X x R x T of Little's law.</summary>
    public static readonly MetricDefinition IterationSeconds = new("iteration_seconds", MetricKind.Counter, "s");

    /// <summary>Gets all of them.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        HttpReqs, HttpReqDuration, HttpReqResponseTime, HttpReqWaiting, HttpReqBlocked, HttpReqConnecting, HttpReqTlsHandshaking,
        HttpReqSending, HttpReqReceiving, HttpReqFailed, Iterations, IterationDuration, GroupDuration, DroppedIterations, IterationErrors, Vus, VusMax,
        Checks, DataSent, DataReceived, OfferedIterations, ScheduleLag, GeneratorCpuSeconds, GeneratorCpuCores, GeneratorGcPauseSeconds,
        GeneratorLongGcPauseSeconds, GeneratorSocketErrors, VuSeconds, IterationSeconds,
    ];
}
