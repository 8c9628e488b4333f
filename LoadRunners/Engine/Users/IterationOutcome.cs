namespace UpCoach.LoadRunners.Engine.Users;

/// <summary>How an iteration ended.</summary>
internal enum IterationOutcome
{
    /// <summary>By itself, with an exception of the scenario or without.</summary>
    Complete,

    /// <summary>It was cut off.</summary>
    Interrupted,
}
