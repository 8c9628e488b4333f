namespace UpCoach.Scenarios.Tests.Cdn;

/// <summary>What is wrong with a network.</summary>
internal enum Fault
{
    None,

    /// <summary>Every answer takes 250 ms.</summary>
    Slow,

    /// <summary>Nothing is kept.</summary>
    Forgetful,

    /// <summary>Images come as large as their originals.</summary>
    Heavy,

    /// <summary>What was purged is given some more times.</summary>
    Reluctant,

    /// <summary>All nodes but the first answer 503.</summary>
    Down,

    /// <summary>By the clock, every answer and purge takes 700 ms, and a kill six seconds.</summary>
    Tardy,

    /// <summary>When one of two origins is lost, nodes ask that one all the same.</summary>
    Stubborn,
}
