namespace UpCoach.Scenarios.Tests.Cdn;

/// <summary>What is wrong with a network.</summary>
internal enum Fault
{
    None,

    /// <summary>Every answer takes 150 ms.</summary>
    Slow,

    /// <summary>Nothing is kept.</summary>
    Forgetful,

    /// <summary>Images come as large as their originals.</summary>
    Heavy,

    /// <summary>What was purged is given some more times.</summary>
    Reluctant,

    /// <summary>All nodes but the first answer 503.</summary>
    Down,
}
