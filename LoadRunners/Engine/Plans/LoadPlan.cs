using UpCoach.LoadRunners.Engine.Executors;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Engine.ServerMetrics;
using UpCoach.LoadRunners.Engine.Targets;
using UpCoach.LoadRunners.Engine.Thresholds;

namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>A validated plan. What it names exists, and what it asks for can be done.</summary>
public sealed record LoadPlan
{
    /// <summary>Gets the plan's name.</summary>
    /// <value>Empty if the plan has none.</value>
    public string Name { get; init; } = "";

    /// <summary>Gets the plan's description.</summary>
    public string Description { get; init; } = "";

    /// <summary>Gets the seed of all random numbers.</summary>
    /// <value>1 by default.</value>
    public int Seed { get; init; } = 1;

    /// <summary>Gets the scenarios, in the plan's order.</summary>
    public required IReadOnlyList<ScenarioOptions> Scenarios { get; init; }

    /// <summary>Gets the scenarios of the plan that the run does without.</summary>
    public IReadOnlyList<LeftOutScenario> LeftOut { get; init; } = [];

    /// <summary>Gets the thresholds: the plan's own in its order, then those of its targets.</summary>
    public IReadOnlyList<Threshold> Thresholds { get; init; } = [];

    /// <summary>Gets what was asked for, whether this run measures it or not.</summary>
    public IReadOnlyList<PlanTarget> Targets { get; init; } = [];

    /// <summary>Gets how thresholds become the run's verdict.</summary>
    /// <value><see cref="VerdictMode.Observed"/> by default: k6's way.</value>
    public VerdictMode VerdictMode { get; init; }

    /// <summary>Gets the tags of all samples; scenarios have them too, and may replace them.</summary>
    public TagSet Tags { get; init; } = TagSet.Empty;

    /// <summary>Gets what the plan says about HTTP.</summary>
    public HttpPlanOptions Http { get; init; } = HttpPlanOptions.Default;

    /// <summary>Gets the columns that summaries show of a trend: <c>avg</c>, <c>min</c>, <c>med</c>, <c>max</c>, <c>count</c> or <c>p(N)</c>.</summary>
    /// <value>k6's by default.</value>
    public IReadOnlyList<string> SummaryTrendStats { get; init; } = ["avg", "min", "med", "max", "p(90)", "p(95)"];

    /// <summary>Gets how long the preparation of the virtual users may take.</summary>
    /// <value>Null, the default, for as long as it takes.</value>
    public TimeSpan? SetupTimeout { get; init; }

    /// <summary>Gets how long the disposal of the virtual users may take.</summary>
    /// <value>Null, the default, for as long as it takes.</value>
    public TimeSpan? TeardownTimeout { get; init; }

    /// <summary>Gets the longest window of a threshold.</summary>
    /// <value>0 if none has one.</value>
    public TimeSpan LongestWindow => Thresholds.Select(threshold => threshold.Window ?? TimeSpan.Zero).DefaultIfEmpty().Max();

    /// <summary>Gets the metrics of the system under test that thresholds name; the others are not asked for.</summary>
    public IReadOnlyList<ServerMetric> ServerMetrics { get; init; } = [];

    /// <summary>Gets the questions to Prometheus.</summary>
    public IReadOnlyList<EvidenceQuery> Evidence { get; init; } = [];

    /// <summary>Gets the SHA-256 of the plan without its layout, and of the overrides, in lower-case hex.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Gets the time until the last scenario stops beginning iterations; graceful stops come on top.</summary>
    public TimeSpan Duration => Scenarios.Count == 0 ? TimeSpan.Zero : Scenarios.Max(scenario => scenario.StartTime + scenario.RegularDuration);

    /// <summary>Gets the greatest time that the run can take.</summary>
    public TimeSpan MaxDuration => Scenarios.Count == 0 ? TimeSpan.Zero : Scenarios.Max(scenario => scenario.StartTime + scenario.MaxDuration);
}
