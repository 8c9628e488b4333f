using UpCoach.LoadRunners.Analysis.Generator;
using UpCoach.LoadRunners.Analysis.Verdicts;

namespace UpCoach.LoadRunners.Reporting.Model;

/// <summary>Everything that a run has to say, computed once. Writers only print it; latencies are in milliseconds, null means no data.</summary>
public sealed record RunReport
{
    /// <summary>The plan that was run.</summary>
    public required PlanSummary Plan { get; init; }

    /// <summary>Base addresses that were loaded.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>First instant of the load, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Last instant of the load, UTC.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>The judgement and its reasons.</summary>
    public required RunVerdict Verdict { get; init; }

    /// <summary>One row a threshold, in the plan's order.</summary>
    public required IReadOnlyList<ThresholdRow> Thresholds { get; init; }

    /// <summary>Everything that was asked for, measured here or not; empty where the plan names no targets.</summary>
    public IReadOnlyList<TargetRow> Checklist { get; init; } = [];

    /// <summary>All requests of the run taken together.</summary>
    public required RequestRow Overall { get; init; }

    /// <summary>One row a scenario, in the plan's order.</summary>
    public required IReadOnlyList<ScenarioRow> Scenarios { get; init; }

    /// <summary>One row a request name (k6's <c>name</c> tag), busiest first.</summary>
    public required IReadOnlyList<RequestRow> Endpoints { get; init; }

    /// <summary>One row a check.</summary>
    public required IReadOnlyList<CheckRow> Checks { get; init; }

    /// <summary>Every metric and sub-metric as k6's summary lists them.</summary>
    public required IReadOnlyList<MetricRow> Metrics { get; init; }

    /// <summary>One point a second.</summary>
    public required IReadOnlyList<TimelineRow> Timeline { get; init; }

    /// <summary>Latency by percentile: service time and response time.</summary>
    public required IReadOnlyList<SpectrumLine> Spectrum { get; init; }

    /// <summary>Values asked of Prometheus at the end of the run.</summary>
    public IReadOnlyList<EvidenceRow> Evidence { get; init; } = [];

    /// <summary>What was seen of the servers each second; null when nobody looked.</summary>
    public ServerSide? ServerSide { get; init; }

    /// <summary>What was started for the run; null when a system of somebody else was loaded.</summary>
    public Topology? Topology { get; init; }

    /// <summary>The machine of the generator.</summary>
    public required MachineFacts Machine { get; init; }

    /// <summary>The generator's statement about itself.</summary>
    public required GeneratorCertificate Generator { get; init; }

    /// <summary>One row an agent; a single-process run has one.</summary>
    public IReadOnlyList<AgentRow> Agents { get; init; } = [];

    /// <summary>Length of the load.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public TimeSpan Duration => EndedAt - StartedAt;
}
