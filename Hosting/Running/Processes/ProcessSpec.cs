namespace UpCoach.Hosting.Running.Processes;

/// <summary>Describes a process to start and how it is asked to stop.</summary>
/// <param name="FileName">The program: a path, or a name that is looked up on PATH.</param>
/// <param name="Arguments">The arguments, each passed as it is.</param>
/// <param name="Environment">Variables to set; null removes an inherited one.</param>
/// <param name="WorkingDirectory">An existing folder that <paramref name="User"/> may enter.</param>
/// <param name="User">The user to run as; null is this process's own. Another one needs root.</param>
/// <param name="StopSignal">What asks the process to stop.</param>
/// <param name="StopGrace">How long it may take to stop before SIGKILL; default 10 s.</param>
/// <param name="InheritsEnvironment">Whether the host's environment is passed on. Containers start from a clean one.</param>
public sealed record ProcessSpec(
    string FileName,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string?> Environment,
    string WorkingDirectory,
    string? User = null,
    StopSignal StopSignal = StopSignal.Terminate,
    TimeSpan? StopGrace = null,
    bool InheritsEnvironment = true)
{
    /// <summary>Gets how long a process may take to stop when its spec says nothing.</summary>
    public static TimeSpan DefaultStopGrace { get; } = TimeSpan.FromSeconds(10);
}
