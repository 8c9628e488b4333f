using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios;
using UpCoach.LoadRunners.Scenarios.Lab;

namespace UpCoach.Scenarios.Tests.Database;

/// <summary>Runs scenarios by the engine and judges them by the group's targets, as the runner does.</summary>
internal sealed record JudgedRun(IReadOnlyDictionary<string, Verdict> Targets, MetricStore Metrics, IReadOnlyList<string> Errors)
{
    private static readonly JsonDocumentOptions s_json = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Gets the targets that failed, in order.</summary>
    public IReadOnlyList<string> Failed => [.. Targets.Where(target => target.Value == Verdict.Failed).Select(target => target.Key).Order(StringComparer.Ordinal)];

    /// <summary>Gets the checks that failed at least once.</summary>
    public IReadOnlyList<string> FailedChecks =>
        [.. Metrics.TagValues("checks", TagNames.Check).Where(check => Metrics.Query("checks", TagSelector.Of(TagNames.Check, check)).Rate < 1)];

    /// <summary>Runs.</summary>
    /// <param name="lab">The servers.</param>
    /// <param name="scenarios">The plan's scenarios.</param>
    /// <param name="minSamples">Fewer than the plan's, for a shorter run.</param>
    /// <param name="stop">The test's token.</param>
    public static async Task<JudgedRun> RunAsync(LabServices lab, string scenarios, CancellationToken stop, int minSamples = 1)
    {
        using var transport = new HttpTransport();
        var catalog = UpCoachScenarios.Catalog(transport, lab);
        var read = PlanReader.Read(PlanOf(JsonNode.Parse(scenarios)!.AsObject(), minSamples), catalog);
        Assert.Empty(read.Errors);
        var plan = read.Plan!;
        var store = new MetricStore(catalog.Definitions.SelectMany(definition => definition.Metrics).DistinctBy(metric => metric.Name));
        LoadRunResult result;
        await using (var run = new LoadRun(plan, catalog, new LoadRunOptions { Target = new Uri("http://127.0.0.1:1") }))
        {
            await run.PrepareAsync(stop);
            result = await run.RunAsync(TimeProvider.System.GetTimestamp(), interval =>
            {
                store.Add(interval);
                return ValueTask.CompletedTask;
            }, stop);
        }

        var judged = plan.Targets.Where(target => target.Threshold is not null).ToList();
        var verdicts = new ThresholdEvaluator([.. judged.Select(target => target.Threshold!)]).Evaluate(store);
        return new JudgedRun(judged.Zip(verdicts).ToDictionary(pair => pair.First.Id, pair => pair.Second.Verdict), store, result.Errors);
    }

    private static string PlanOf(JsonObject scenarios, int minSamples)
    {
        foreach (var (_, scenario) in scenarios)
        {
            var env = scenario!["env"] as JsonObject ?? [];
            scenario["env"] = env;
            env.TryAdd("USERS", SeededDatabase.Users.ToString(CultureInfo.InvariantCulture));
            env.TryAdd("ITEMS", SeededDatabase.Items.ToString(CultureInfo.InvariantCulture));
        }

        var targets = JsonNode.Parse(Repository.Plan("targets"), documentOptions: s_json)!["targets"]!.AsArray()
            .Where(target => (string?)target!["group"] == "database").Select(target => target!.DeepClone()).ToArray();
        foreach (var target in targets) target["minSamples"] = minSamples;
        return new JsonObject { ["scenarios"] = scenarios, ["targets"] = new JsonArray(targets) }.ToJsonString();
    }
}
