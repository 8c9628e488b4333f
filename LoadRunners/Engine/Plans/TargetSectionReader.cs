using System.Text.Json;
using UpCoach.LoadRunners.Engine.Executors;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Engine.Targets;
using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>Reads <c>targets</c>: what was asked for, each with the threshold that judges it where the plan has the scenarios that measure it.</summary>
/// <remarks>
/// <code>
/// { "id": "ws-latency", "text": "message_latency: &lt;45ms (95th percentile)", "group": "realtime", "baseline": "45 ms",
///   "scenarios": ["websocket_broadcast"], "metric": "ws_delivery_latency{scenario:websocket_broadcast}", "threshold": "p(95)&lt;45", "minSamples": 1000 }
/// { "id": "...", "text": "...", "group": "mobile", "unmeasured": "needs a device" }
/// </code>
/// A target is measured if the plan runs all of its <c>scenarios</c> (none: always); else it is not, and says which is missing.
/// </remarks>
internal sealed class TargetSectionReader(ThresholdMetrics metrics, IReadOnlyList<ScenarioOptions> scenarios, IReadOnlyList<LeftOutScenario> leftOut)
{
    private readonly HashSet<string> _running = [.. scenarios.Select(scenario => scenario.Name)];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    public IReadOnlyList<PlanTarget> Read(JsonObjectReader plan)
    {
        if (!plan.TryGet("targets", out var section)) return [];
        if (section.ValueKind != JsonValueKind.Array)
        {
            plan.Error("targets", $"expected an array of targets, or the name of a file with one; found {JsonPath.KindOf(section)}");
            return [];
        }

        return [.. section.EnumerateArray().Index().Select(entry => Read(entry.Item, FormattableString.Invariant($"{plan.PathOf("targets")}[{entry.Index}]"), plan.Errors)).OfType<PlanTarget>()];
    }

    private PlanTarget? Read(JsonElement entry, string path, PlanErrors errors)
    {
        var json = new JsonObjectReader(path, entry, errors);
        if (entry.ValueKind != JsonValueKind.Object) return null;
        json.Required("id");
        json.Required("text");
        var target = new PlanTarget(json.Text("id", ""), json.Text("text", ""), json.Text("group", "")) { Baseline = json.Text("baseline", "") };
        if (!_ids.Add(target.Id)) json.Error("id", $"'{target.Id}' is given twice");
        var needed = Names(json);
        var unmeasured = json.TryGet("unmeasured", out _) ? json.Text("unmeasured", "") : null;
        var threshold = unmeasured is null ? ReadThreshold(json) : null;
        json.End();
        return target with { Threshold = Missing(needed) is null ? threshold : null, Unmeasured = unmeasured ?? Missing(needed) };
    }

    private Threshold? ReadThreshold(JsonObjectReader json)
    {
        json.Required("metric");
        json.Required("threshold");
        var (key, expression) = (json.Text("metric", ""), json.Text("threshold", ""));
        var minSamples = json.Whole("minSamples", 1, 1, long.MaxValue);
        if (key.Length == 0 || expression.Length == 0 || ThresholdKeyReader.Read(key, metrics, json.PathOf("metric"), json.Errors) is not { } subject) return null;
        return ThresholdExpressionReader.Read(key, subject, expression, json.PathOf("threshold"), json.Errors) is { } threshold
            ? threshold with { MinSamples = minSamples }
            : null;
    }

    private string? Missing(IReadOnlyList<string> needed) => needed.FirstOrDefault(name => !_running.Contains(name)) is not { } missing ? null
        : leftOut.FirstOrDefault(scenario => scenario.Name == missing) is { } known ? $"{missing} was left out: {known.Reason}"
        : $"this plan has no scenario {missing}";

    private static List<string> Names(JsonObjectReader json)
    {
        List<string> names = [];
        if (!json.TryGet("scenarios", out var value)) return names;
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(name => name.ValueKind != JsonValueKind.String))
        {
            json.Error("scenarios", "expected an array of scenario names");
            return names;
        }

        names.AddRange(value.EnumerateArray().Select(name => name.GetString()!));
        return names;
    }
}
