namespace UpCoach.LoadRunners.Runner.Outputs.Prometheus;

/// <summary>How k6 spells its metrics in Prometheus, so that dashboards made for k6 show ours.</summary>
/// <remarks>
/// <code>
/// counter  k6_http_reqs_total                 since the start
/// rate     k6_http_req_failed_rate            0 to 1
/// gauge    k6_vus
/// trend    k6_http_req_duration_p95 (_p99, _p90, _avg, _min, _med, _max)   times in seconds
/// </code>
/// Source: grafana/xk6-output-prometheus-remote. There rates and trends are of the run so far; here they are of the second that is pushed.
/// </remarks>
internal static class PrometheusNames
{
    private const string Prefix = "k6_";

    /// <summary>The name of a metric.</summary>
    /// <param name="metric">k6's name.</param>
    /// <param name="suffix">What is added; empty for nothing.</param>
    public static string Of(string metric, string suffix) => Safe(Prefix + metric + (suffix.Length > 0 ? "_" + suffix : ""));

    /// <summary>The suffix of a trend's key: <c>p(95)</c> gives <c>p95</c>, <c>p(99.9)</c> gives <c>p999</c>, as k6.</summary>
    public static string SuffixOf(string key) => key.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);

    /// <summary>Replaces what Prometheus allows in no name.</summary>
    public static string Safe(string name)
    {
        var safe = new string([.. name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_' ? letter : '_')]);
        return safe.Length == 0 || char.IsAsciiDigit(safe[0]) ? "_" + safe : safe;
    }
}
