using UpCoach.Hosting.Running.Processes;

namespace UpCoach.Hosting.LocalImages.Programs;

/// <summary>The machine that programs are installed on.</summary>
/// <param name="IsRoot">Whether this process may install by itself.</param>
/// <param name="SearchPath">Where apt-get and sudo are looked up; null is PATH.</param>
/// <param name="Root">What is put before the machine's folders; empty but for tests.</param>
internal sealed record InstallerMachine(bool IsRoot, string? SearchPath = null, string Root = "")
{
    /// <summary>Gets this machine.</summary>
    public static InstallerMachine This => new(Posix.IsRoot);
}
