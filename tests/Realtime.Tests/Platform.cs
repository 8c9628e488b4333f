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
        servers.Run("cdn-us-east.log", "dotnet", Program("CdnEdge"), $"--urls={Address(2)}", "--OTEL_SERVICE_NAME=cdn-us-east", "--Cdn:Region=us-east",
            $"--services:upcoach-1:http:0={Address(0)}", $"--services:upcoach-2:http:0={Address(1)}");
        await Task.WhenAll(StartReplicaAsync(0), StartReplicaAsync(1));
    }

    /// <summary>Ends a replica as a crash does.</summary>
    public Task KillReplicaAsync(int index, CancellationToken stop) => servers.KillAsync(replicas[index], stop);

    /// <summary>Starts a replica on its port and waits until it is ready and the edge sends requests there.</summary>
    public async Task StartReplicaAsync(int index)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"upcoach-{index + 1}");
        replicas[index] = servers.Run(
            $"{name}.log", "dotnet", Program("MockUpCoach"), $"--urls={Address(index)}", $"--OTEL_SERVICE_NAME={name}",
            $"--ConnectionStrings:upcoachdb={servers.PostgresConnectionString}", $"--ConnectionStrings:cache={servers.RedisConnectionString}", $"--UpCoach:Auth:Origin={Edge.AbsoluteUri.TrimEnd('/')}",
            "--UpCoach:Seed:Users=20", "--UpCoach:Seed:ContentItems=20", "--UpCoach:Seed:CheckIns=60", "--UpCoach:WarmUpRounds=0", "--UpCoach:Files:DrawSeed=false");
        await Task.WhenAll(HealthyAsync(Address(index)), HealthyAsync(Edge));
        await UsedAsync(name);
    }

    public ValueTask DisposeAsync() => servers.DisposeAsync();

    // A replica that is ready is still left out until the edge has seen it: whoever killed the other one then would leave nobody to answer.
    private async Task UsedAsync(string replica)
    {
        using var client = new HttpClient { BaseAddress = Edge };
        await Eventually.TrueAsync(async () =>
        {
            var metrics = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
            return metrics.Split('\n').Any(line => line.StartsWith("cdn_origin_healthy{", StringComparison.Ordinal)
                && line.Contains($"origin=\"{replica}\"", StringComparison.Ordinal) && line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0] == "1");
        }, $"the edge uses {replica}");
    }

    private Uri Address(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ports[port]}"));

    // Beside this project's own output: artifacts/bin/ROOM/CONFIGURATION.
    private static string Program(string room)
    {
        var mine = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(mine.Parent!.Parent!.FullName, room, mine.Name, $"UpCoach.{room}.dll");
    }

    private static Task HealthyAsync(Uri address) => Eventually.HealthyAsync(new Uri(address, "/health"), $"{address} is healthy");
}
