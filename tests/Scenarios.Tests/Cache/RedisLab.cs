using System.Collections.Concurrent;
using System.Globalization;
using StackExchange.Redis;
using UpCoach.Testing;

namespace UpCoach.Scenarios.Tests.Cache;

/// <summary>Starts and kills the Redis servers that the lab has on demand: real processes.</summary>
internal sealed class RedisLab(LabServers servers)
{
    private const int Masters = 3;
    private const int Slots = 16_384;

    private static readonly string[] Quick = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--repl-diskless-sync-delay", "0"];

    private readonly ConcurrentDictionary<string, int> _ports = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _doors = new(StringComparer.Ordinal);
    private readonly string _mark = Guid.NewGuid().ToString("N")[..8];

    /// <summary>Gets the names of those that run.</summary>
    public IReadOnlyCollection<string> Running => [.. _running.Keys];

    /// <summary>Gets or sets what happens right before a kill, given the name of the victim.</summary>
    public Func<string, Task> BeforeKill { get; set; } = _ => Task.CompletedTask;

    /// <summary>Gets or sets through which port the replica follows its primary, given the primary's; the primary's own by default.</summary>
    public Func<int, int> ReplicationPort { get; set; } = port => port;

    /// <summary>Gets or sets through which port clients reach a server, given its own, when it is started; its own by default.</summary>
    public Func<int, int> ClientPort { get; set; } = port => port;

    /// <summary>Gets the address of a server.</summary>
    public string Address(string name) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{PortOf(name)}");

    /// <summary>Does what the lab's control is told.</summary>
    public async Task<string?> CommandAsync(string name, string verb)
    {
        if (verb == "start")
        {
            _running[name] = name.StartsWith("cache-sentinel-", StringComparison.Ordinal) ? StartSentinel(name) : servers.Run($"{name}.log", "redis-server", ArgumentsOf(name));
            await AnswersAsync(name);
            if (name.StartsWith("cache-cluster-", StringComparison.Ordinal) && _running.Keys.Count(IsNode) == 2 * Masters) await FormAsync();
            return string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{DoorOf(name)}");
        }

        if (verb == "kill") await BeforeKill(name);
        if (_running.TryRemove(name, out var process)) await servers.KillAsync(process);
        File.Delete(SentinelFile(name));
        return null;
    }

    private static bool IsNode(string name) => name.StartsWith("cache-cluster-", StringComparison.Ordinal);

    private int PortOf(string name)
    {
        lock (_ports) return _ports.GetOrAdd(name, static _ => FreePorts.Take(1)[0]);
    }

    private int DoorOf(string name)
    {
        lock (_doors) return _doors.GetOrAdd(name, one => ClientPort(PortOf(one)));
    }

    private string[] ArgumentsOf(string name)
    {
        // All share a folder: what replication leaves there must not be what another one begins with.
        string[] common = ["--port", Text(PortOf(name)), "--dbfilename", $"{name}-{_mark}.rdb", .. Quick];
        return name == "cache-secondary-1" ? [.. common, "--replicaof", "127.0.0.1", Text(ReplicationPort(PortOf("cache-primary")))]
            : IsNode(name) ? [.. common, "--cluster-enabled", "yes", "--cluster-announce-port", Text(DoorOf(name)), "--cluster-port", Text(PortOf(name + "-bus")), "--cluster-config-file", $"{name}-{_mark}.conf", "--cluster-node-timeout", "5000", "--cluster-require-full-coverage", "no"]
            : common;
    }

    private int StartSentinel(string name)
    {
        File.WriteAllText(SentinelFile(name), string.Create(CultureInfo.InvariantCulture,
            $"port {PortOf(name)}\nbind 127.0.0.1\nsentinel monitor watched 127.0.0.1 {PortOf("cache-primary")} 2\nsentinel down-after-milliseconds watched 1000\nsentinel failover-timeout watched 5000\n"));
        return servers.Run($"{name}.log", "redis-server", SentinelFile(name), "--sentinel");
    }

    private string SentinelFile(string name) => Path.Combine(Path.GetTempPath(), $"upcoach-{_mark}-{name}.conf");

    private Task AnswersAsync(string name) => Eventually.TrueAsync(async () =>
    {
        try
        {
            await using var connection = await ConnectAsync(name);
            return true;
        }
        catch (RedisConnectionException)
        {
            return false;
        }
    }, $"{name} answers");

    /// <summary>Connects to a server alone, whatever it knows of others.</summary>
    public async Task<ConnectionMultiplexer> ConnectAsync(string name)
    {
        var options = ConfigurationOptions.Parse(Address(name));
        options.AllowAdmin = true;
        options.TieBreaker = "";
        if (name.StartsWith("cache-sentinel-", StringComparison.Ordinal)) options.CommandMap = CommandMap.Sentinel;
        return await ConnectionMultiplexer.ConnectAsync(options);
    }

    private async Task FormAsync()
    {
        var names = Enumerable.Range(1, 2 * Masters).Select(number => $"cache-cluster-{number}").ToList();
        for (var i = 0; i < Masters; i++) await CliAsync(names[i], "CLUSTER", "ADDSLOTSRANGE", Text(i * Slots / Masters), Text(((i + 1) * Slots / Masters) - 1));
        for (var i = 0; i < names.Count; i++)
        {
            await CliAsync(names[i], "CLUSTER", "SET-CONFIG-EPOCH", Text(i + 1));
        }

        // A handshake that takes longer than the nodes' timeout is given up, as if it had not been.
        await Eventually.TrueAsync(async () =>
        {
            for (var i = 1; i < names.Count && await KnownAsync(names[0]) < names.Count; i++)
                await CliAsync(names[0], "CLUSTER", "MEET", "127.0.0.1", Text(PortOf(names[i])), Text(PortOf(names[i] + "-bus")));
            foreach (var name in names)
            {
                if (await KnownAsync(name) != names.Count || (await CliAsync(name, "CLUSTER", "NODES")).Contains("handshake", StringComparison.Ordinal)) return false;
            }

            return true;
        }, "all know all");
        for (var i = 0; i < Masters; i++)
        {
            var master = (await CliAsync(names[i], "CLUSTER", "MYID")).Trim();
            var answer = (await CliAsync(names[Masters + i], "CLUSTER", "REPLICATE", master)).Trim();
            if (answer != "OK") throw new InvalidOperationException($"{names[Masters + i]} does not follow {names[i]}: {answer}");
        }

        foreach (var name in names)
        {
            await SaysAsync(name, "cluster_state:ok");
            await SaysAsync(name, "cluster_slots_ok:16384");
            await Eventually.TrueAsync(async () => (await CliAsync(name, "CLUSTER", "NODES")).Split("slave ").Length == Masters + 1, $"{name} knows the replicas");
        }
    }

    private async Task<int> KnownAsync(string name) => (await CliAsync(name, "CLUSTER", "NODES")).Count(letter => letter == '@');

    private async Task SaysAsync(string name, string text)
    {
        try
        {
            await Eventually.TrueAsync(async () => (await CliAsync(name, "CLUSTER", "INFO")).Contains(text, StringComparison.Ordinal), $"{name} says {text}");
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message} It says: {await CliAsync(name, "CLUSTER", "INFO")}{await CliAsync(name, "CLUSTER", "NODES")}", late);
        }
    }

    /// <summary>Has a server carry out a command, and gives its reply as text.</summary>
    public async Task<string> CliAsync(string name, params string[] command)
    {
        using var cli = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("redis-cli", ["-p", Text(PortOf(name)), .. command]) { RedirectStandardOutput = true })!;
        var output = await cli.StandardOutput.ReadToEndAsync();
        await cli.WaitForExitAsync();
        return output;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
