namespace UpCoach.LoadRunners.Runner.Progress;

/// <summary>How often progress is printed.</summary>
internal enum ProgressMode
{
    /// <summary>Every ten seconds: for logs. The default.</summary>
    Sparse,

    /// <summary>Every second: for a terminal that redraws.</summary>
    EachSecond,

    /// <summary>Never.</summary>
    None,
}
