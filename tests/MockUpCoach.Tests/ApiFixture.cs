using UpCoach.Testing;

namespace UpCoach.MockUpCoach.Tests;

/// <summary>Two API instances on real ports over one primary, one replica and one Redis.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    public const int Users = 40;
    public const int ContentItems = 250;
    public const int CheckIns = 600;

    private readonly List<ApiInstance> others = [];

    public LabServers Servers { get; private set; } = null!;

    /// <summary>Redis as the instances use it. An answer may take as long as it likes: on a crowded machine a second is no sign that Redis is away.</summary>
    public string Redis => $"{Servers.RedisConnectionString},asyncTimeout=60000";

    /// <summary>The folder of files that all instances share.</summary>
    public string Files { get; } = Directory.CreateTempSubdirectory("upcoach-files-").FullName;

    public ApiInstance First { get; private set; } = null!;

    public ApiInstance Second { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Servers = await LabServers.StartAsync();

        // At once, so that both want to migrate and seed.
        var both = await Task.WhenAll(StartAsync("upcoach-1"), StartAsync("upcoach-2"));
        (First, Second) = (both[0], both[1]);
    }

    public Task<ApiInstance> StartAsync(string name, string? database = null, params string[] more) =>
        ApiInstance.StartAsync(name, database ?? Servers.PostgresConnectionString, Redis, Files, more);

    /// <summary>Starts an instance with other settings that lives as long as the fixture.</summary>
    /// <remarks>All instances of this process share names of meters: the end of one would take the metrics of the others along.</remarks>
    public async Task<ApiInstance> StartToStayAsync(string name, string? database, params string[] more)
    {
        var instance = await StartAsync(name, database, more);
        others.Add(instance);
        return instance;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var other in others)
            await other.DisposeAsync();
        await First.DisposeAsync();
        await Second.DisposeAsync();
        await Servers.DisposeAsync();
        Directory.Delete(Files, recursive: true);
    }
}
