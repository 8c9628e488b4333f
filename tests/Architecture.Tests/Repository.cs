using System.Xml.Linq;
using UpCoach.Testing;

namespace UpCoach.Architecture.Tests;

/// <summary>The source tree as text: rooms, project references, files.</summary>
internal static class Repository
{
    private static readonly HashSet<string> Output = ["artifacts", "results", ".git", "obj", "bin"];

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = RepositoryRoot.Path;

    /// <summary>All source files of shipped rooms, as paths relative to the root with forward slashes.</summary>
    public static IEnumerable<string> ShippedSources() =>
        Files("*.cs").Where(path => !path.StartsWith("tests/", StringComparison.Ordinal) && !path.StartsWith("benchmarks/", StringComparison.Ordinal));

    /// <summary>All project files, as paths relative to the root.</summary>
    public static IEnumerable<string> Projects() => Files("*.csproj");

    /// <summary>All files with that pattern outside build output and results.</summary>
    /// <remarks>Output folders are not entered: builds, labs and tests beside make and delete files there at any time.</remarks>
    public static IEnumerable<string> Files(string pattern) => Files(Root, pattern).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Concat(Directory.EnumerateDirectories(folder).Where(inner => !Output.Contains(Path.GetFileName(inner))).SelectMany(inner => Files(inner, pattern)));

    /// <summary>The rooms that a project references as assemblies or builds beside itself, by folder.</summary>
    public static IReadOnlyList<string> References(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        return [.. XDocument.Load(Path.Combine(Root, project)).Descendants("ProjectReference")
            .Where(reference => reference.Attribute("ReferenceOutputAssembly")?.Value != "false")
            .Select(reference => Path.GetDirectoryName(Path.GetRelativePath(
                Root, Path.GetFullPath(Path.Combine(Root, folder, reference.Attribute("Include")!.Value))))!.Replace('\\', '/'))];
    }
}
