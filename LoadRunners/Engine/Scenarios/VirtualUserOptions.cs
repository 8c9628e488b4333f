using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Plans;

namespace UpCoach.LoadRunners.Engine.Scenarios;

/// <summary>What makes one virtual user.</summary>
public sealed record VirtualUserOptions
{
    /// <summary>Gets the scenario's key in the plan.</summary>
    public required string Scenario { get; init; }

    /// <summary>Gets the user's number.</summary>
    /// <value>1 or more; unique in the scenario over all segments.</value>
    public required int Number { get; init; }

    /// <summary>Gets the base address of the system under test.</summary>
    public required Uri Target { get; init; }

    /// <summary>Gets where the user's samples go.</summary>
    public required MetricRecorder Recorder { get; init; }

    /// <summary>Gets the clock that think time and latencies are measured with.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gets the plan's seed.</summary>
    /// <value>1 by default.</value>
    public int Seed { get; init; } = 1;

    /// <summary>Gets the scenario's <c>env</c>.</summary>
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the factor on how long parts of an iteration last.</summary>
    /// <value>1 by default.</value>
    public double TimeScale { get; init; } = 1;

    /// <summary>Gets what the plan says about HTTP.</summary>
    public HttpPlanOptions Http { get; init; } = HttpPlanOptions.Default;

    /// <summary>Gets the scenario's <c>tags</c>, added to every sample.</summary>
    public TagSet Tags { get; init; } = TagSet.Empty;
}
