using UpCoach.LoadRunners.Runner.Outputs.Json;
using UpCoach.LoadRunners.Runner.Outputs.OpenTelemetry;
using UpCoach.LoadRunners.Runner.Outputs.Prometheus;

namespace UpCoach.LoadRunners.Runner.Outputs;

/// <summary>The kinds of output. A new one is a file and a line here.</summary>
internal static class OutputKinds
{
    public static IReadOnlyDictionary<string, Func<RunnerContext, string, IRunOutput>> All { get; } =
        new SortedDictionary<string, Func<RunnerContext, string, IRunOutput>>(StringComparer.Ordinal)
        {
            ["json"] = (context, where) => new JsonLinesOutput(Path.GetFullPath(where, context.WorkingDirectory)),
            ["prometheus"] = (context, where) => new PrometheusOutput(
                PushAddress.Read("prometheus", where, "/api/v1/write"), PushCredentials.OfPrometheus(context), context.Clock),
            ["otlp"] = (context, where) => new OtlpOutput(PushAddress.Read("otlp", where, "/v1/metrics"), PushCredentials.OfOtlp(context), context.Clock),
        };
}
