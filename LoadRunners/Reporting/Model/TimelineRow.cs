namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>One second of the run.</summary>
/// <param name="Second">Seconds since the start, at the end of this interval.</param>
/// <param name="RequestsPerSecond">Requests that ended within it, per second.</param>
/// <param name="FailedPerSecond">Those of them that failed.</param>
/// <param name="P50">Median service time in ms; null when no request ended.</param>
/// <param name="P95">95th percentile.</param>
/// <param name="P99">99th percentile.</param>
/// <param name="VirtualUsers">Live virtual users.</param>
/// <param name="Dropped">Iterations dropped within it.</param>
public sealed record TimelineRow(
    double Second, double RequestsPerSecond, double FailedPerSecond, double? P50, double? P95, double? P99, double VirtualUsers, long Dropped);
