using System.Collections;
using System.Globalization;
using UpCoach.Testing;

namespace UpCoach.Benchmarks.Platform;

/// <summary>Database, cache, API replicas and maybe an edge. <c>API_name=value</c> in the environment sets <c>name</c> for the API processes.</summary>
internal sealed class Lab : IAsyncDisposable
{
    private readonly LabServers servers;
    private readonly string files;

    private Lab(LabServers servers, string files) => (this.servers, this.files) = (servers, files);

    public List<ProgramUnderLoad> Replicas { get; } = [];

    public ProgramUnderLoad? Edge { get; private set; }

    public IEnumerable<ProgramUnderLoad> All => Edge is null ? Replicas : Replicas.Append(Edge);

    public static async Task<Lab> StartAsync(LoadOptions options)
    {
        var lab = new Lab(await LabServers.StartAsync(), Directory.CreateTempSubdirectory("upcoach-bench-").FullName);
        var ports = FreePorts.Take(options.Replicas + 1);
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__upcoachdb"] = lab.servers.PostgresConnectionString,
            ["ConnectionStrings__cache"] = lab.servers.RedisConnectionString,
            ["UpCoach__Seed__Users"] = "5000",
            ["UpCoach__Seed__ContentItems"] = "20000",
            ["UpCoach__Seed__CheckIns"] = "200000",
            ["UpCoach__Files__Root"] = lab.files,
        };
        foreach (DictionaryEntry one in Environment.GetEnvironmentVariables())
        {
            if (one.Key is string key && key.StartsWith("API_", StringComparison.Ordinal))
                settings[key[4..]] = (string)one.Value!;
        }

        for (var n = 0; n < options.Replicas; n++)
        {
            var program = options.ProgramOf("MockUpCoach");
            lab.Replicas.Add(await ProgramUnderLoad.StartAsync(string.Create(CultureInfo.InvariantCulture, $"upcoach-{n + 1}"), program, ports[n], settings, "/health"));
        }

        if (options.Edge > 0)
        {
            var origins = lab.Replicas.ToDictionary(replica => $"services__{replica.Name}__http__0", replica => replica.Address.ToString());
            origins["Cdn__Region"] = "us-east";
            lab.Edge = await ProgramUnderLoad.StartAsync(
                "cdn-us-east", options.ProgramOf("CdnEdge"), ports[^1], origins, "/health");
        }

        return lab;
    }

    /// <summary>Gives the address that a client uses: the edge, or the replicas by turns.</summary>
    public Uri Target(int client) => Edge?.Address ?? Replicas[client % Replicas.Count].Address;

    public async ValueTask DisposeAsync()
    {
        foreach (var program in All)
            program.Dispose();
        await servers.DisposeAsync();
        Directory.Delete(files, recursive: true);
    }
}
