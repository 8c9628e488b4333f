namespace UpCoach.LoadRunners.Engine.Running;

/// <summary>A scenario at one moment.</summary>
public sealed record ScenarioProgress
{
    /// <summary>Gets the scenario's key in the plan.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the executor's name.</summary>
    public required string Executor { get; init; }

    /// <summary>Gets where it is.</summary>
    public required ScenarioState State { get; init; }

    /// <summary>Gets the virtual users that run an iteration.</summary>
    public required int Vus { get; init; }

    /// <summary>Gets the virtual users that are made.</summary>
    public required int VusMax { get; init; }

    /// <summary>Gets the iterations that ended by themselves.</summary>
    public required long Complete { get; init; }

    /// <summary>Gets the iterations that were cut off.</summary>
    public required long Interrupted { get; init; }

    /// <summary>Gets the arrivals that found no free user.</summary>
    public required long Dropped { get; init; }

    /// <summary>Gets the time since its start; not more than <see cref="RegularDuration"/>.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Gets its regular duration.</summary>
    public required TimeSpan RegularDuration { get; init; }

    /// <summary>Gets how much is done: of the iterations where their number is fixed, else of the time.</summary>
    /// <value>0 to 1.</value>
    public required double Fraction { get; init; }
}
