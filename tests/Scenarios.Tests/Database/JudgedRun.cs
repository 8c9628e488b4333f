using System.Globalization;
using System.Text.Json.Nodes;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios;
using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.Scenarios.Tests.Judging;

namespace UpCoach.Scenarios.Tests.Database;

/// <summary>Runs scenarios by the engine and judges them by the group's targets, as the runner does.</summary>
internal sealed record JudgedRun(IReadOnlyDictionary<string, Verdict> Targets, EngineRun Run)
{
    /// <summary>Gets the targets that failed, in order.</summary>
    public IReadOnlyList<string> Failed => [.. Targets.Where(target => target.Value == Verdict.Failed).Select(target => target.Key).Order(StringComparer.Ordinal)];

    /// <summary>Gets the checks that failed at least once.</summary>
    public IReadOnlyList<string> FailedChecks => Run.FailedChecks;

    /// <summary>Gets everything measured.</summary>
    public MetricStore Metrics => Run.Store;

    /// <summary>Gets the exceptions that scenarios threw.</summary>
    public IReadOnlyList<string> Errors => Run.Errors;

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
        var run = await EngineRun.RunAsync(plan, catalog, new Uri("http://127.0.0.1:1"), stop);
        var judged = plan.Targets.Where(target => target.Threshold is not null).ToList();
        var verdicts = new ThresholdEvaluator([.. judged.Select(target => target.Threshold!)]).Evaluate(run.Store);
        return new JudgedRun(judged.Zip(verdicts).ToDictionary(pair => pair.First.Id, pair => pair.Second.Verdict), run);
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

        var targets = Repository.Parsed("targets")["targets"]!.AsArray()
            .Where(target => (string?)target!["group"] == "database").Select(target => target!.DeepClone()).ToArray();
        foreach (var target in targets) target["minSamples"] = minSamples;
        return new JsonObject { ["scenarios"] = scenarios, ["targets"] = new JsonArray(targets) }.ToJsonString();
    }
}
