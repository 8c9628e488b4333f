namespace UpCoach.LoadRunners.Runner;

/// <summary>Exit codes besides those of a verdict.</summary>
public static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The lab itself failed.</summary>
    public const int LabFailed = 1;

    /// <summary>Bad plan or bad arguments, as k6's.</summary>
    public const int BadInput = 104;

    /// <summary>Stopped by a signal, as k6's.</summary>
    public const int Interrupted = 105;
}
