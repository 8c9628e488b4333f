using UpCoach.Testing;

namespace UpCoach.Scenarios.Tests;

/// <summary>Files of the repository.</summary>
internal static class Repository
{
    public static string Root { get; } = RepositoryRoot.Path;

    public static string Plan(string name) => File.ReadAllText(Path.Combine(Root, "plans", $"{name}.json"));
}
