namespace UpCoach.LoadRunners.Scenarios.Database.Integrity;

/// <summary>What can go wrong between two transactions at once. Names as in Berenson et al., "A Critique of ANSI SQL Isolation Levels" (1995).</summary>
internal enum Anomaly
{
    /// <summary>P1: a read of what is not committed.</summary>
    DirtyRead,

    /// <summary>A5A: of two rows that belong together, the one is read before somebody's change of both and the other after it.</summary>
    ReadSkew,

    /// <summary>P3: the same question twice, and a row more the second time.</summary>
    Phantom,

    /// <summary>P4: two read, both write what they made of it, and the first write is gone.</summary>
    LostUpdate,

    /// <summary>A5B: two read both rows and each writes another, so that a rule over both is broken though each kept it.</summary>
    WriteSkew,
}
