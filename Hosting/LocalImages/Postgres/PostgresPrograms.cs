using UpCoach.Hosting.LocalImages.Programs;
using UpCoach.Hosting.Running.Processes;

namespace UpCoach.Hosting.LocalImages.Postgres;

/// <summary>Finds the Postgres servers of this machine: Debian keeps each major version in a folder of its own, off PATH.</summary>
internal static class PostgresPrograms
{
    private const string DebianFolder = "/usr/lib/postgresql";

    /// <summary>Finds the server of a major version; else the newest.</summary>
    public static LocalProgram? Find(string? major)
    {
        var programs = Paths().Distinct().Select(path => InstalledPrograms.Describe("postgres", path)).OfType<LocalProgram>();
        return programs.OrderByDescending(program => MajorOf(program) == major).ThenByDescending(program => VersionOf(program)).FirstOrDefault();
    }

    private static IEnumerable<string> Paths()
    {
        var folders = Directory.Exists(DebianFolder) ? Directory.GetDirectories(DebianFolder) : [];
        var paths = folders.Select(folder => Path.Combine(folder, "bin", "postgres"));
        if (Executable.TryFind("postgres", null) is { } onPath)
            paths = paths.Append(onPath);
        // Without its neighbour initdb a server cannot make a cluster.
        return paths.Where(path => File.Exists(path) && File.Exists(Path.Combine(Path.GetDirectoryName(path)!, "initdb")));
    }

    private static string MajorOf(LocalProgram program) => program.Version.Split('.')[0];

    private static Version VersionOf(LocalProgram program) => Version.TryParse(program.Version, out var version) ? version : new Version(0, 0);
}
