using System.Text;

namespace UpCoach.LoadRunners.Runner.Outputs;

/// <summary>The headers with which an output is let in; from the environment, under the names that k6 and OpenTelemetry gave them.</summary>
internal static class PushCredentials
{
    public const string PrometheusUser = "K6_PROMETHEUS_RW_USERNAME";
    public const string PrometheusPassword = "K6_PROMETHEUS_RW_PASSWORD";
    public const string PrometheusToken = "K6_PROMETHEUS_RW_BEARER_TOKEN";
    public const string OtlpHeaders = "OTEL_EXPORTER_OTLP_HEADERS";

    /// <summary>A bearer token, or user and password.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> OfPrometheus(RunnerContext context)
    {
        if (context.Variable(PrometheusToken) is { } token)
        {
            return [new("Authorization", $"Bearer {token}")];
        }

        return context.Variable(PrometheusUser) is { } user
            ? [new("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{context.Variable(PrometheusPassword)}")))]
            : [];
    }

    /// <summary><c>name=value,name=value</c>, values percent-encoded.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> OfOtlp(RunnerContext context) =>
    [
        .. (context.Variable(OtlpHeaders) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .Select(pair => KeyValuePair.Create(pair[0].Trim(), Uri.UnescapeDataString(pair[1].Trim()))),
    ];
}
