namespace UpCoach.LoadRunners.Engine.Running;

/// <summary>A run at one moment, in this process.</summary>
/// <param name="Elapsed">Since the start stamp; negative before it.</param>
/// <param name="Duration">The plan's regular duration.</param>
/// <param name="Scenarios">The scenarios, in the plan's order.</param>
public sealed record LoadProgress(TimeSpan Elapsed, TimeSpan Duration, IReadOnlyList<ScenarioProgress> Scenarios)
{
    /// <summary>Gets the virtual users that run an iteration.</summary>
    public int Vus => Scenarios.Sum(scenario => scenario.Vus);

    /// <summary>Gets the virtual users that are made.</summary>
    public int VusMax => Scenarios.Sum(scenario => scenario.VusMax);

    /// <summary>Gets the iterations that ended by themselves.</summary>
    public long Complete => Scenarios.Sum(scenario => scenario.Complete);

    /// <summary>Gets the iterations that were cut off.</summary>
    public long Interrupted => Scenarios.Sum(scenario => scenario.Interrupted);

    /// <summary>Gets the arrivals that found no free user.</summary>
    public long Dropped => Scenarios.Sum(scenario => scenario.Dropped);
}
