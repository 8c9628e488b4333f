using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Engine.Scenarios;

/// <summary>A catalog entry: what a plan's <c>exec</c> names.</summary>
/// <param name="Name">The name that plans use.</param>
/// <param name="Description">One line for the catalog's listing.</param>
/// <param name="Create">Makes the scenario instance of one virtual user.</param>
public sealed record ScenarioDefinition(string Name, string Description, Func<VirtualUser, IScenario> Create)
{
    /// <summary>Gets the metrics that this scenario records besides the built-in ones, so that thresholds may name them.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyList<MetricDefinition> Metrics { get; init; } = [];

    /// <summary>Gets the words by which <c>--only</c> selects it, the group first: <c>realtime</c>.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Gets what it measures, for the catalog's listing: <c>ws_connecting, ws_delivery_latency</c>.</summary>
    /// <value>Empty by default.</value>
    public string Measures { get; init; } = "";

    /// <summary>Gets what it needs besides the target: the names of services that the runner's environment must know.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Gets what it does to the system that nobody wants done to theirs: <c>kills a replica</c>. It then runs last, and only in the lab.</summary>
    /// <value>Null, the default, for a scenario that only uses the system.</value>
    public string? Breaks { get; init; }
}
