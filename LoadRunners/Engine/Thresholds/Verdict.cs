namespace UpCoach.LoadRunners.Engine.Thresholds;

/// <summary>What became of a threshold.</summary>
public enum Verdict
{
    /// <summary>There were samples, and it holds.</summary>
    Passed,

    /// <summary>There were samples, and it is crossed.</summary>
    Failed,

    /// <summary>There was no sample, or fewer than it asks for: it says nothing, and is never a pass.</summary>
    NoData,
}
