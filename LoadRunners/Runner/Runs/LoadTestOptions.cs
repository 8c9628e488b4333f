using UpCoach.LoadRunners.Runner.Outputs;
using UpCoach.LoadRunners.Runner.Plans;
using UpCoach.LoadRunners.Runner.Progress;

namespace UpCoach.LoadRunners.Runner.Runs;

/// <summary>What <c>run</c> and <c>coordinate</c> have in common.</summary>
internal sealed record LoadTestOptions
{
    /// <summary>The plan.</summary>
    public required LoadedPlan Plan { get; init; }

    /// <summary>The run's folder; null for <c>results/STAMP-PLAN</c> in the working folder.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>Where the run goes besides its folder, second by second.</summary>
    public IReadOnlyList<OutputAddress> Outputs { get; init; } = [];

    /// <summary>Where Prometheus is; null if there is none.</summary>
    public Uri? Prometheus { get; init; }

    /// <summary>What the host wrote about the topology; null if there is no such file.</summary>
    public string? TopologyFile { get; init; }

    /// <summary>Whether a lost agent is forgiven.</summary>
    public bool AllowPartial { get; init; }

    /// <summary>What a reader of the report should know that was known before the run.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How often progress is printed.</summary>
    public ProgressMode Progress { get; init; }

    /// <summary>Whether the summary at the end is left out.</summary>
    public bool IsQuiet { get; init; }
}
