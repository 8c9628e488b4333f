using System.Text.Json.Nodes;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios;
using UpCoach.LoadRunners.Scenarios.Lab;

namespace UpCoach.Scenarios.Tests.Judging;

/// <summary>What the repository's targets say of a run of some scenarios: the engine's own verdicts, without the least numbers of samples that a real run must have.</summary>
internal sealed class Judgement
{
    private readonly Dictionary<string, Verdict> _verdicts;

    private Judgement(Dictionary<string, Verdict> verdicts, IReadOnlyList<string> errors) => (_verdicts, Errors) = (verdicts, errors);

    /// <summary>Gets the ids of the targets that are crossed.</summary>
    public IReadOnlyList<string> Failed => Of(Verdict.Failed);

    /// <summary>Gets the ids of the targets that hold.</summary>
    public IReadOnlyList<string> Passed => Of(Verdict.Passed);

    /// <summary>Gets the exceptions that scenarios threw.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <summary>Gets the names of the checks that failed at least once.</summary>
    public IReadOnlyList<string> FailedChecks { get; private init; } = [];

    /// <summary>Runs scenarios of a plan and judges the targets that name only them.</summary>
    /// <param name="target">The system under test.</param>
    /// <param name="scenarios">The plan's <c>scenarios</c>.</param>
    /// <param name="environment">What the runner's environment knows.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task<Judgement> RunAsync(Uri target, string scenarios, IReadOnlyDictionary<string, string> environment, CancellationToken stop)
    {
        using var transport = new HttpTransport();
        var catalog = UpCoachScenarios.Catalog(transport, new LabServices(environment));
        var read = PlanReader.Read(Plan(scenarios), catalog);
        Assert.Empty(read.Errors);
        var plan = read.Plan!;
        var run = await EngineRun.RunAsync(plan, catalog, target, stop);
        var verdicts = new ThresholdEvaluator(plan.Thresholds).Evaluate(run.Store).ToDictionary(verdict => verdict.Threshold.Id, verdict => verdict.Verdict);
        return new Judgement(
            plan.Targets.Where(one => one.Threshold is not null).ToDictionary(one => one.Id, one => verdicts[one.Threshold!.Id], StringComparer.Ordinal),
            run.Errors)
        {
            FailedChecks = run.FailedChecks,
        };
    }

    private List<string> Of(Verdict verdict) => [.. _verdicts.Where(target => target.Value == verdict).Select(target => target.Key).Order(StringComparer.Ordinal)];

    private static string Plan(string scenarios)
    {
        var file = Repository.Parsed("targets");
        foreach (var target in file["targets"]!.AsArray()) target!.AsObject().Remove("minSamples");
        return new JsonObject
        {
            ["scenarios"] = JsonNode.Parse(scenarios),
            ["targets"] = file["targets"]!.DeepClone(),
            ["serverMetrics"] = file["serverMetrics"]!.DeepClone(),
        }.ToJsonString();
    }
}
