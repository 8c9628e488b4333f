using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Reporting.Building;

/// <summary>What is left of a run when it is over: everything that a report is computed from.</summary>
public sealed record RunRecord
{
    /// <summary>The plan, scaled as it was run.</summary>
    public required LoadPlan Plan { get; init; }

    /// <summary>How it was scaled.</summary>
    public PlanOverrides Overrides { get; init; } = PlanOverrides.None;

    /// <summary>Base addresses that were loaded.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>The start stamp, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>From the start stamp to the end of the last iteration.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Everything measured, merged.</summary>
    public required MetricStore Store { get; init; }

    /// <summary>The thresholds, judged on <see cref="Store"/>.</summary>
    public required IReadOnlyList<ThresholdResult> Thresholds { get; init; }

    /// <summary>The threshold that ended the run early; null if none did.</summary>
    public Threshold? AbortedBy { get; init; }

    /// <summary>Iterations of each scenario.</summary>
    public required IReadOnlyDictionary<string, IterationCount> Iterations { get; init; }

    /// <summary>The generating processes.</summary>
    public required IReadOnlyList<AgentRow> Agents { get; init; }

    /// <summary>Agents that were lost, in plain words: each voids the run.</summary>
    public IReadOnlyList<string> LostAgents { get; init; } = [];

    /// <summary>Generator CPU time over wall time and cores, 0 to 1; null when unknown.</summary>
    public double? CpuRatio { get; init; }

    /// <summary>True when generator and target run on one machine.</summary>
    public required bool SharesMachine { get; init; }

    /// <summary>True when a signal stopped the run.</summary>
    public bool WasInterrupted { get; init; }

    /// <summary>Answers of Prometheus.</summary>
    public IReadOnlyList<EvidenceRow> Evidence { get; init; } = [];

    /// <summary>What was seen of the servers each second; null when nobody looked.</summary>
    public ServerSide? ServerSide { get; init; }

    /// <summary>What was started for the run.</summary>
    public Topology? Topology { get; init; }

    /// <summary>The generator's machine.</summary>
    public required MachineFacts Machine { get; init; }

    /// <summary>What else a reader should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
