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
}
