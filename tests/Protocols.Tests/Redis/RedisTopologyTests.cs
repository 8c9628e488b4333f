using System.Globalization;
using System.Net.Sockets;
using StackExchange.Redis;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Protocols.Redis;
using UpCoach.Testing;

namespace UpCoach.Protocols.Tests.Redis;

/// <summary>A cluster of two nodes, and a primary that a sentinel knows: real processes.</summary>
[Trait("kind", "server")]
[Collection(ServerTests.Name)]
public sealed class RedisTopologyTests(Servers servers) : IAsyncLifetime
{
    private readonly List<int> _running = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running) await servers.Lab.KillAsync(process);
    }

    [Fact]
    public async Task Cluster_KeysOfBothNodes_AreReachedByOneSession()
    {
        var ports = FreePorts.Take(4);
        for (var node = 0; node < 2; node++)
        {
            await RunAsync(ports[node], "--cluster-enabled", "yes", "--cluster-port", Text(ports[2 + node]), "--cluster-config-file", $"nodes-{ports[node]}.conf");
            await CommandAsync(ports[node], "CLUSTER", "ADDSLOTSRANGE", Text(node * 8192), Text((node * 8192) + 8191));
        }

        await CommandAsync(ports[0], "CLUSTER", "MEET", "127.0.0.1", Text(ports[1]), Text(ports[3]));
        foreach (var port in ports[..2])
        {
            await Eventually.TrueAsync(async () => ((string)(await CommandAsync(port, "CLUSTER", "INFO"))!).Contains("cluster_state:ok", StringComparison.Ordinal), "the cluster is whole", Token);
        }

        await using var transport = await RedisTransport.ConnectAsync($"127.0.0.1:{ports[0]}");
        var bench = new Bench(new Uri("http://127.0.0.1/"));
        var session = new RedisSession(bench.User, transport);
        for (var i = 0; i < 20; i++)
        {
            Assert.True((await session.RunAsync("SET", redis => redis.StringSetAsync($"key:{i}", i), Token)).IsSuccess);
            Assert.Equal(i, (int)(await session.RunAsync("GET", "GET", [(RedisKey)$"key:{i}"], Token)).Value!);
        }

        foreach (var port in ports[..2]) Assert.InRange((int)await CommandAsync(port, "DBSIZE"), 1, 19);
        Assert.Equal((40, 0), (bench.Count("redis_command_duration"), bench.Recorded().Query("redis_command_failed").Rate));
    }

    [Fact]
    public async Task Sentinel_AskedByServiceName_LeadsToThePrimary()
    {
        var ports = FreePorts.Take(2);
        await RunAsync(ports[0]);
        var settings = Path.Combine(Path.GetTempPath(), $"upcoach-sentinel-{ports[1]}.conf");
        await File.WriteAllTextAsync(settings, $"port {ports[1]}\nbind 127.0.0.1\nsentinel monitor lab 127.0.0.1 {ports[0]} 1\n", Token);
        try
        {
            _running.Add(servers.Lab.Run("sentinel.log", "redis-server", settings, "--sentinel"));
            await AnswersAsync(ports[1]);

            await using var transport = await RedisTransport.ConnectAsync($"127.0.0.1:{ports[1]},serviceName=lab");
            var bench = new Bench(new Uri("http://127.0.0.1/"));
            Assert.True((await new RedisSession(bench.User, transport).RunAsync("SET", redis => redis.StringSetAsync("profile", "Anna"), Token)).IsSuccess);

            Assert.Equal("Anna", (string?)await CommandAsync(ports[0], "GET", "profile"));
            Assert.Equal(1, bench.Recorded().Query("redis_command_duration", TagSelector.Of("name", "SET")).Count);
        }
        finally
        {
            File.Delete(settings);
        }
    }

    private async Task RunAsync(int port, params string[] more)
    {
        _running.Add(servers.Lab.Run($"redis-{port}.log", "redis-server", ["--port", Text(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", .. more]));
        await AnswersAsync(port);
    }

    private static Task AnswersAsync(int port) => Eventually.TrueAsync(async () =>
    {
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync("127.0.0.1", port, Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }, $"Redis on port {port} answers", Token);

    // To one server alone, whatever it knows of others.
    private static async Task<RedisResult> CommandAsync(int port, string command, params object[] arguments)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(new ConfigurationOptions { EndPoints = { { "127.0.0.1", port } }, AllowAdmin = true });
        return await connection.GetServer("127.0.0.1", port).ExecuteAsync(command, arguments);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
