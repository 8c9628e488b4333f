using System.Globalization;
using System.Text.Json.Nodes;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Targets;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios;
using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.Scenarios.Tests.Judging;

namespace UpCoach.Scenarios.Tests.Realtime;

/// <summary>Runs scenarios of the plan <c>realtime</c> on a small scale through the engine, and judges its targets.</summary>
internal sealed class RealtimeTrial
{
    private const int Users = 8;


    // What this machine's speed decides. It is judged, but no test depends on it.
    private static readonly HashSet<string> Timings = ["ws_connecting", "ws_outage", "ws_publish_receipt", "sse_connecting", "sse_outage", "realtime_replica_gone"];

    private readonly IReadOnlyList<(PlanTarget Target, ThresholdResult Result)> _judged;

    private RealtimeTrial(IReadOnlyList<(PlanTarget, ThresholdResult)> judged, MetricStore store, IReadOnlyList<string> errors)
        => (_judged, Store, Errors) = (judged, store, errors);

    public MetricStore Store { get; }

    /// <summary>Gets what scenarios threw.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <summary>Gets the ids of the targets that failed, but for those that this machine's speed decides.</summary>
    public IReadOnlyList<string> Failed => Ids(Verdict.Failed);

    /// <summary>Gets the ids of the targets that have no data.</summary>
    public IReadOnlyList<string> WithoutData => Ids(Verdict.NoData);

    /// <summary>Gets the ids of all targets that were judged.</summary>
    public IReadOnlyList<string> Judged => [.. _judged.Select(one => one.Target.Id)];

    /// <summary>Runs scenarios, all at once.</summary>
    /// <param name="target">The server.</param>
    /// <param name="lab">What the environment knows; null for nothing.</param>
    /// <param name="stop">The test's token.</param>
    /// <param name="scenarios">Keys of the plan.</param>
    public static async Task<RealtimeTrial> RunAsync(Uri target, LabServices? lab, CancellationToken stop, params string[] scenarios)
    {
        using var transport = new HttpTransport();
        var catalog = UpCoachScenarios.Catalog(transport, lab);
        var read = PlanReader.Read(PlanOf(scenarios), catalog);
        Assert.Empty(read.Errors);
        var run = await EngineRun.RunAsync(read.Plan!, catalog, target, stop);

        // A trial has few samples: that they are enough is the plan's business.
        var targets = read.Plan!.Targets.Where(one => one.Group == "realtime" && one.Threshold is { Server: null }).ToList();
        var judged = new ThresholdEvaluator([.. targets.Select(one => one.Threshold! with { MinSamples = 1 })]).Evaluate(run.Store);
        return new RealtimeTrial([.. targets.Zip(judged)], run.Store, run.Errors);
    }

    private static string PlanOf(string[] scenarios)
    {
        var plan = Repository.Parsed("realtime");
        var targets = Repository.Parsed("targets");
        var all = plan["scenarios"]!.AsObject();
        foreach (var other in all.Select(one => one.Key).Except(scenarios).ToList()) all.Remove(other);
        foreach (var (name, scenario) in all)
        {
            scenario!["vus"] = Users;
            scenario["startTime"] = "0s";
            scenario["maxDuration"] = "120s";
            scenario["env"] = JsonNode.Parse("""{"SETTLE": "2s", "HOLD": "6s", "EVERY": "100ms", "PHASE": "1s", "PATIENCE": "20s", "ROUNDS": "2", "PEOPLE": "4"}""");
            // Clients try again after up to 3 s: all are back before the last message.
            if (name == "websocket_replica_killed") scenario["env"]!["PHASE"] = "2s";
            // One level, of which the second half counts.
            if (name == "websocket_ramp") (scenario["env"]!["LEVELS"], scenario["env"]!["PHASE"]) = ("1", "6s");
        }

        // What other groups ask for has scenarios of its own.
        var ours = targets["targets"]!.AsArray().Where(target => (string?)target!["group"] == "realtime").Select(target => target!.DeepClone());
        plan["targets"] = new JsonArray([.. ours]);
        plan["serverMetrics"] = targets["serverMetrics"]!.DeepClone();
        plan.Remove("evidence");
        return plan.ToJsonString();
    }

    private List<string> Ids(Verdict verdict) =>
        [.. _judged.Where(one => one.Result.Verdict == verdict && !Timings.Contains(one.Target.Threshold!.Metric.Name)).Select(one => one.Target.Id).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', _judged.Select(one => string.Create(
        CultureInfo.InvariantCulture, $"{one.Target.Id}: {one.Result.Verdict}, {one.Result.Observed} of {one.Result.Samples} samples")).Concat(Errors));
}
