using UpCoach.Hosting.Running.Processes;

namespace UpCoach.Hosting.LocalImages.Programs;

/// <summary>Finds programs and their versions.</summary>
internal static class InstalledPrograms
{
    // Services live there, and an ordinary user's PATH often lacks them.
    private static readonly string[] ServiceFolders = ["/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/usr/bin"];

    /// <summary>Finds a program on PATH, or in the folders of services.</summary>
    public static LocalProgram? Find(string name) =>
        (Executable.TryFind(name, null) ?? Executable.TryFind(name, string.Join(':', ServiceFolders))) is { } path ? Describe(name, path) : null;

    /// <summary>Reads a program's version; null where it cannot be run.</summary>
    public static LocalProgram? Describe(string name, string path) =>
        ProgramVersion.Read(path) is { } version ? new LocalProgram(name, path, version) : null;
}
