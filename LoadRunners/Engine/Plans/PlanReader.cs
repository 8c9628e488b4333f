using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using UpCoach.LoadRunners.Engine.Executors;
using UpCoach.LoadRunners.Engine.Executors.ExternallyControlled;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Engine.Targets;
using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>Reads a plan: k6 options as JSON, with the extensions of this project.</summary>
public static class PlanReader
{
    private static readonly JsonDocumentOptions s_options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads and validates a plan.</summary>
    /// <param name="json">The plan.</param>
    /// <param name="catalog">The scenarios that <c>exec</c> may name; null to not check that.</param>
    /// <param name="overrides">Scales; none by default.</param>
    /// <returns>The plan, or every error at once.</returns>
    public static PlanReadResult Read(string json, ScenarioCatalog? catalog = null, PlanOverrides? overrides = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        overrides ??= PlanOverrides.None;
        var errors = new PlanErrors();
        CheckScale("--scale-time", overrides.ScaleTime, errors);
        CheckScale("--scale-rate", overrides.ScaleRate, errors);
        if (errors.All.Count > 0) overrides = PlanOverrides.None;
        try
        {
            using var document = JsonDocument.Parse(json, s_options);
            var plan = ReadRoot(document.RootElement, catalog, overrides, errors);
            return errors.All.Count == 0 ? new PlanReadResult(plan, []) : new PlanReadResult(null, errors.All);
        }
        catch (JsonException error)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}");
            errors.Add("$", $"not JSON, {place}: {error.Message.Split(" LineNumber:")[0]}");
            return new PlanReadResult(null, errors.All);
        }
    }

    private static LoadPlan ReadRoot(JsonElement root, ScenarioCatalog? catalog, PlanOverrides overrides, PlanErrors errors)
    {
        var json = new JsonObjectReader("$", root, errors);
        var tags = TagSet.Of(json.Texts("tags"));
        var metrics = MetricsOf(catalog);
        var serverMetrics = ServerMetricReader.Read(json, metrics);
        var defaults = new LoadPlan { Scenarios = [] };
        var thresholdMetrics = new ThresholdMetrics(metrics, serverMetrics);
        var (scenarios, leftOut) = ScenarioSelection.Select(ReadScenarios(json, catalog, overrides), catalog, overrides, errors);
        ScenarioSelection.CheckOrder(scenarios, catalog, errors);
        var targets = new TargetSectionReader(thresholdMetrics, scenarios, leftOut).Read(json);
        var thresholds = json.TryGet("thresholds", out var section)
            ? ThresholdSectionReader.Read(new JsonObjectReader("$.thresholds", section, errors), thresholdMetrics, overrides)
            : [];
        var judged = ThresholdsOf(thresholds, targets, leftOut);
        var plan = new LoadPlan
        {
            Name = json.Text("name", ""),
            Description = json.Text("description", ""),
            Seed = (int)json.Whole("seed", 1, int.MinValue),
            Tags = tags,
            Http = HttpPlanReader.Read(json),
            SummaryTrendStats = TrendStatReader.Read(json, defaults.SummaryTrendStats),
            SetupTimeout = TimeoutOf(json, "setupTimeout"),
            TeardownTimeout = TimeoutOf(json, "teardownTimeout"),
            VerdictMode = json.Choice("verdict", ["observed", "confident"]) == "confident" ? VerdictMode.Confident : VerdictMode.Observed,
            Scenarios = [.. scenarios.Select(scenario => scenario with { Tags = tags.With(scenario.Tags) })],
            LeftOut = leftOut,
            Thresholds = judged,
            Targets = targets,
            ServerMetrics = [.. serverMetrics.Where(metric => judged.Any(threshold => threshold.Metric.Name == metric.Name))],
            Evidence = ReadEvidence(json),
            Hash = HashOf(root, overrides),
        };
        OtherK6Options.Check(json);
        if (root.ValueKind == JsonValueKind.Object) json.End();
        return plan;
    }

    // A scenario that is left out takes the thresholds on its own samples along; a target that the plan also sets as a threshold is judged once.
    private static IReadOnlyList<Threshold> ThresholdsOf(
        IReadOnlyList<Threshold> own, IReadOnlyList<PlanTarget> targets, IReadOnlyList<LeftOutScenario> leftOut) =>
        [.. own.Where(threshold => !leftOut.Any(scenario => threshold.Selector.Required.TryGet(TagNames.Scenario, out var name) && name == scenario.Name))
            .Concat(targets.Select(target => target.Threshold).OfType<Threshold>())
            .DistinctBy(threshold => threshold.Id)];

    private static bool IsScenarioName(string name) => name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');

    private static TimeSpan? TimeoutOf(JsonObjectReader json, string key) =>
        json.Duration(key, TimeSpan.MaxValue, TimeSpan.FromMilliseconds(1)) is var timeout && timeout == TimeSpan.MaxValue ? null : timeout;

    private static IReadOnlyList<ScenarioOptions> ReadScenarios(JsonObjectReader json, ScenarioCatalog? catalog, PlanOverrides overrides)
    {
        if (ShortcutReader.IsUsed(json))
        {
            var made = ShortcutReader.Read(json, catalog, overrides);
            if (!json.Properties.ContainsKey("scenarios")) return made;
        }

        List<ScenarioOptions> scenarios = [];
        if (json.Required("scenarios") is not { } value) return scenarios;
        var section = new JsonObjectReader("$.scenarios", value, json.Errors);
        if (value.ValueKind == JsonValueKind.Object && section.Properties.Count == 0) json.Error("scenarios", "expected at least one scenario");
        foreach (var (name, scenario) in section.Properties)
        {
            if (!IsScenarioName(name)) section.Error(name, "a scenario's name has letters, digits, _ and - only");
            var reader = new JsonObjectReader(section.PathOf(name), scenario, json.Errors);
            if (scenario.ValueKind != JsonValueKind.Object) continue;
            if (ScenarioSectionReader.Read(name, reader, catalog, overrides) is not { } options) continue;
            if (options is ExternallyControlledOptions && scenarios.OfType<ExternallyControlledOptions>().Any())
            {
                reader.Error("executor", $"only one scenario can be {ExternallyControlledOptions.ExecutorName}");
            }

            scenarios.Add(options);
        }

        return scenarios;
    }

    private static List<EvidenceQuery> ReadEvidence(JsonObjectReader json)
    {
        List<EvidenceQuery> queries = [];
        if (!json.TryGet("evidence", out var value)) return queries;
        var section = new JsonObjectReader("$.evidence", value, json.Errors);
        foreach (var (name, entry) in section.Properties)
        {
            var reader = new JsonObjectReader(section.PathOf(name), entry, json.Errors);
            if (entry.ValueKind != JsonValueKind.Object) continue;
            reader.Required("query");
            queries.Add(new EvidenceQuery(name, reader.Text("title", name), reader.Text("unit", ""), reader.Text("query", "")));
            reader.End();
        }

        return queries;
    }

    private static List<MetricDefinition> MetricsOf(ScenarioCatalog? catalog) =>
        [.. BuiltInMetrics.All.Concat(catalog?.Definitions.SelectMany(definition => definition.Metrics) ?? []).DistinctBy(metric => metric.Name)];

    private static void CheckScale(string option, double scale, PlanErrors errors)
    {
        if (scale is > 0 and <= 1000) return;
        errors.Add(option, string.Create(CultureInfo.InvariantCulture, $"expected a number above 0, at most 1000, found {scale}"));
    }

    // Of the parsed plan, so that layout and comments don't matter.
    private static string HashOf(JsonElement root, PlanOverrides overrides)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{JsonSerializer.Serialize(root)}|{overrides.ScaleTime:R}|{overrides.ScaleRate:R}{string.Concat(overrides.Only.Select(wish => $"|{wish}"))}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
