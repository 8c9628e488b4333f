namespace UpCoach.Hosting.Running.Processes;

/// <summary>Looks programs up as a shell does.</summary>
internal static class Executable
{
    /// <summary>Finds a program.</summary>
    /// <param name="name">A path, or a name to look up.</param>
    /// <param name="searchPath">The folders, separated by colons; null is this process's PATH.</param>
    /// <returns>Its full path.</returns>
    /// <exception cref="ProcessStartException">There is none.</exception>
    public static string Find(string name, string? searchPath) =>
        TryFind(name, searchPath) ?? throw new ProcessStartException(
            name.Contains('/', StringComparison.Ordinal)
                ? $"The program {name} does not exist or is not executable."
                : $"The program '{name}' is not on PATH ({searchPath ?? Environment.GetEnvironmentVariable("PATH")}).");

    /// <summary>Finds a program, or null.</summary>
    public static string? TryFind(string name, string? searchPath)
    {
        if (name.Contains('/', StringComparison.Ordinal))
            return IsExecutable(name) ? Path.GetFullPath(name) : null;
        return (searchPath ?? Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string path) =>
        File.Exists(path)
        && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
