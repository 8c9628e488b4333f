namespace UpCoach.LoadRunners.Engine.Running;

/// <summary>Where a scenario is.</summary>
public enum ScenarioState
{
    /// <summary>Its start time is not there yet.</summary>
    Waiting,

    /// <summary>It begins iterations.</summary>
    Running,

    /// <summary>It begins no more iterations; those that run may end.</summary>
    Stopping,

    /// <summary>It is over.</summary>
    Done,
}
