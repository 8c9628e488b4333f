using System.Text.Json;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>Reads <c>thresholds</c>: a metric each, with an expression, an object with more, or an array of these.</summary>
internal static class ThresholdSectionReader
{
    public static IReadOnlyList<Threshold> Read(
        JsonObjectReader section, ThresholdMetrics metrics, PlanOverrides overrides)
    {
        List<Threshold> thresholds = [];
        foreach (var (key, value) in section.Properties)
        {
            var path = section.PathOf(key);
            var target = ThresholdKeyReader.Read(key, metrics, path, section.Errors);
            var entries = value.ValueKind == JsonValueKind.Array
                ? value.EnumerateArray().Index().Select(entry => (Path: FormattableString.Invariant($"{path}[{entry.Index}]"), entry.Item))
                : [(path, value)];
            foreach (var (entryPath, entry) in entries)
            {
                // Without its metric an expression can't be judged; its form still can.
                if (ReadEntry(key, target, entryPath, entry, section.Errors, overrides) is { } threshold)
                {
                    thresholds.Add(threshold);
                }
            }
        }

        return thresholds;
    }

    private static Threshold? ReadEntry(
        string key, ThresholdTarget? target, string path, JsonElement entry, PlanErrors errors, PlanOverrides overrides)
    {
        if (entry.ValueKind == JsonValueKind.String)
        {
            return target is null ? null : Scaled(ThresholdExpressionReader.Read(key, target, entry.GetString()!, path, errors), overrides);
        }

        if (entry.ValueKind != JsonValueKind.Object)
        {
            errors.Add(path, $"expected a string such as \"p(95)<500\", an object with threshold, or an array of these; found {JsonPath.KindOf(entry)}");
            return null;
        }

        var json = new JsonObjectReader(path, entry, errors);
        var isGiven = json.Required("threshold") is not null;
        var expression = json.Text("threshold", "");
        var abortOnFail = json.Flag("abortOnFail", otherwise: false);
        var delay = json.Duration("delayAbortEval", TimeSpan.Zero) * overrides.ScaleTime;
        var minSamples = json.Whole("minSamples", 1, 1, long.MaxValue);
        json.End();
        if (target is null || !isGiven || expression.Length == 0) return null;
        if (json.Properties.ContainsKey("minSamples") && target is { Server: null, Metric.Kind: MetricKind.Counter or MetricKind.Gauge })
        {
            json.Error("minSamples", $"can't be used on {target.Metric.Name}: a counter or gauge has no samples to count; allowed on rates, trends and server metrics");
        }

        var threshold = Scaled(ThresholdExpressionReader.Read(key, target, expression, json.PathOf("threshold"), errors), overrides);
        return threshold is null ? null : threshold with { AbortOnFail = abortOnFail, DelayAbortEval = delay, MinSamples = minSamples };
    }

    // A window shrinks with the run, so that a plan at a twentieth of its time still has windows; to whole seconds, as samples come by the second.
    private static Threshold? Scaled(Threshold? threshold, PlanOverrides overrides) => threshold is { Window: { } window }
        ? threshold with { Window = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(window.TotalSeconds * overrides.ScaleTime - 1e-9))) }
        : threshold;
}
