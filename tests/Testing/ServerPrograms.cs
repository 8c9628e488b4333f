namespace UpCoach.Testing;

/// <summary>Finds the servers' programs where Debian puts them, or on PATH.</summary>
internal static class ServerPrograms
{
    private const string PostgresFolder = "/usr/lib/postgresql/15/bin";

    public static string Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Prepend(PostgresFolder).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"The program {name} is missing. Install it with: apt-get install -y --no-install-recommends postgresql-15 redis-server");
}
