namespace UpCoach.Testing;

/// <summary>The folder that holds the solution: tests run from inside the repository.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "UpCoach.PerfAspire.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run from inside the repository: UpCoach.PerfAspire.sln was not found in any parent folder.");
    }
}
