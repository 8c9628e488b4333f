namespace UpCoach.AppHost.Resources;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    /// <summary>All targets pass.</summary>
    public const int Pass = 0;

    /// <summary>The lab itself failed.</summary>
    public const int LabFailed = 1;

    /// <summary>The plan or the arguments are bad.</summary>
    public const int BadInput = 104;

    /// <summary>The run was interrupted before the load had finished.</summary>
    public const int Interrupted = 105;
}
