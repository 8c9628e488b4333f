using System.Globalization;
using System.Text.Json.Nodes;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Engine.Targets;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios;
using UpCoach.LoadRunners.Scenarios.Lab;

namespace UpCoach.Scenarios.Tests.Judging;

/// <summary>What the repository's targets say of a run of some scenarios: the engine's own verdicts, without the least numbers of samples that a real run must have.</summary>
internal sealed class Judgement
{
    private readonly IReadOnlyList<(PlanTarget Target, ThresholdResult Result)> _judged;
    private readonly EngineRun _run;

    private Judgement(IReadOnlyList<(PlanTarget Target, ThresholdResult Result)> judged, EngineRun run) => (_judged, _run) = (judged, run);

    /// <summary>Gets the verdict of each target that was judged.</summary>
    public IReadOnlyDictionary<string, Verdict> Verdicts => _judged.ToDictionary(one => one.Target.Id, one => one.Result.Verdict, StringComparer.Ordinal);

    /// <summary>Gets the ids of the targets that are crossed, in order.</summary>
    public IReadOnlyList<string> Failed => Of(Verdict.Failed);

    /// <summary>Gets the ids of the targets that hold, in order.</summary>
    public IReadOnlyList<string> Passed => Of(Verdict.Passed);

    /// <summary>Gets the ids of the targets that nothing was measured for, in order.</summary>
    public IReadOnlyList<string> WithoutData => Of(Verdict.NoData);

    /// <summary>Gets the exceptions that scenarios threw.</summary>
    public IReadOnlyList<string> Errors => _run.Errors;

    /// <summary>Gets the names of the checks that failed at least once.</summary>
    public IReadOnlyList<string> FailedChecks => _run.FailedChecks;

    /// <summary>Gets everything measured.</summary>
    public MetricStore Metrics => _run.Store;

    /// <summary>Runs scenarios of a plan and judges the targets that name only them; not those of server metrics, which nobody samples here.</summary>
    /// <param name="target">The system under test.</param>
    /// <param name="scenarios">The plan's <c>scenarios</c>.</param>
    /// <param name="lab">What the runner's environment knows; null for nothing.</param>
    /// <param name="stop">Ends it.</param>
    /// <param name="clock">The clock; null for the machine's.</param>
    public static async Task<Judgement> RunAsync(Uri target, string scenarios, LabServices? lab, CancellationToken stop, TimeProvider? clock = null)
    {
        using var transport = new HttpTransport();
        var catalog = UpCoachScenarios.Catalog(transport, lab);
        var plan = new JsonObject { ["scenarios"] = JsonNode.Parse(scenarios) };
        TargetFile.PutInto(plan, least: 1);
        var read = PlanReader.Read(plan.ToJsonString(), catalog);
        Assert.Empty(read.Errors);
        var run = await EngineRun.RunAsync(read.Plan!, catalog, target, stop, clock);
        return new Judgement(Judge(read.Plan!.Targets, run.Store), run);
    }

    /// <summary>Judges samples that a test recorded by hand as those of a scenario.</summary>
    /// <param name="scenario">The scenario's name.</param>
    /// <param name="record">Records them.</param>
    public static Judgement OfSamples(string scenario, Action<VirtualUser> record)
    {
        using var transport = new HttpTransport();
        var plan = new JsonObject { ["scenarios"] = new JsonObject { [scenario] = new JsonObject { ["executor"] = "per-vu-iterations" } } };
        TargetFile.PutInto(plan, least: 1);
        var read = PlanReader.Read(plan.ToJsonString(), UpCoachScenarios.Catalog(transport));
        Assert.Empty(read.Errors);
        var recorder = new MetricRecorder();
        record(new VirtualUser(new VirtualUserOptions { Scenario = scenario, Number = 1, Target = new Uri("http://127.0.0.1:1"), Recorder = recorder }));
        var store = new MetricStore();
        store.Add(recorder.TakeInterval(TimeSpan.Zero, TimeSpan.FromSeconds(1), 1));
        return new Judgement(Judge(read.Plan!.Targets, store), new EngineRun(store, []));
    }

    /// <summary>Gives the ids of the targets that failed, apart by blanks.</summary>
    /// <param name="speed">Those that depend on this machine's speed: they only count where the fault is about them.</param>
    /// <param name="targets">Those that the fault is about.</param>
    public string FailedBut(IEnumerable<string> speed, string targets = "")
    {
        var others = speed.Except(targets.Split(' ')).ToHashSet(StringComparer.Ordinal);
        return string.Join(' ', Failed.Where(id => !others.Contains(id)));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', _judged.Select(one => string.Create(
        CultureInfo.InvariantCulture, $"{one.Target.Id}: {one.Result.Verdict}, {one.Result.Observed} of {one.Result.Samples} samples")).Concat(Errors));

    private static List<(PlanTarget, ThresholdResult)> Judge(IEnumerable<PlanTarget> targets, MetricStore store)
    {
        var judged = targets.Where(target => target.Threshold is { Server: null }).ToList();
        return [.. judged.Zip(new ThresholdEvaluator([.. judged.Select(target => target.Threshold!)]).Evaluate(store))];
    }

    private List<string> Of(Verdict verdict) => [.. _judged.Where(one => one.Result.Verdict == verdict).Select(one => one.Target.Id).Order(StringComparer.Ordinal)];
}
