using System.Globalization;
using UpCoach.Testing;

namespace UpCoach.Realtime.Tests;

/// <summary>Two API replicas behind one edge, each a process, over real servers.</summary>
public sealed class Platform : IAsyncLifetime
{
    private readonly int[] ports = FreePorts.Take(3);
    private readonly int[] replicas = new int[2];
    private LabServers servers = null!;

    public Uri Edge => Address(2);

    public async ValueTask InitializeAsync()
    {
        servers = await LabServers.StartAsync();
        await StartReplicaAsync(0);
        await StartReplicaAsync(1);
        servers.Run("cdn-us-east.log", "dotnet", Program("CdnEdge"), $"--urls={Address(2)}", "--OTEL_SERVICE_NAME=cdn-us-east", "--Cdn:Region=us-east",
            $"--services:upcoach-1:http:0={Address(0)}", $"--services:upcoach-2:http:0={Address(1)}");
        await HealthyAsync(Edge);
    }

    /// <summary>Ends a replica as a crash does.</summary>
    public Task KillReplicaAsync(int index, CancellationToken stop) => servers.KillAsync(replicas[index], stop);

    /// <summary>Starts a replica on its port and waits until the edge may use it.</summary>
    public Task StartReplicaAsync(int index)
    {
        replicas[index] = servers.Run(
            string.Create(CultureInfo.InvariantCulture, $"upcoach-{index + 1}.log"), "dotnet", Program("MockUpCoach"), $"--urls={Address(index)}",
            string.Create(CultureInfo.InvariantCulture, $"--OTEL_SERVICE_NAME=upcoach-{index + 1}"),
            $"--ConnectionStrings:upcoachdb={servers.PostgresConnectionString}", $"--ConnectionStrings:cache={servers.RedisConnectionString}",
            "--UpCoach:Seed:Users=20", "--UpCoach:Seed:ContentItems=20", "--UpCoach:Seed:CheckIns=60", "--UpCoach:WarmUpRounds=1");
        return HealthyAsync(Address(index));
    }

    public ValueTask DisposeAsync() => servers.DisposeAsync();

    private Uri Address(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ports[port]}"));

    // Beside this project's own output: artifacts/bin/ROOM/CONFIGURATION.
    private static string Program(string room)
    {
        var mine = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(mine.Parent!.Parent!.FullName, room, mine.Name, $"UpCoach.{room}.dll");
    }

    private static Task HealthyAsync(Uri address) => Eventually.HealthyAsync(new Uri(address, "/health"), $"{address} is healthy");
}
