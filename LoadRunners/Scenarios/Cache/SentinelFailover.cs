using StackExchange.Redis;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>
/// Starts a primary, its replica and three sentinels, writes without a pause, kills the primary and goes on. How long is there no acknowledged write, and which of the
/// acknowledged ones are gone? Every other write waits for the replica's acknowledgement too (<c>WAIT</c>): those must not be lost. Replication is asynchronous, so of the
/// rest some may be, and are counted.
/// </summary>
internal sealed class SentinelFailover(VirtualUser user, LabServices lab) : IScenario
{
    private const string Primary = "cache-primary";
    private const int WaitMs = 1_000;
    private static readonly string[] Observers = ["cache-sentinel-1", "cache-sentinel-2", "cache-sentinel-3"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly TimeSpan _length = EnvNumber.ReadLength(user, "SECONDS", 5);
    private readonly List<(RedisKey Key, string By)> _acknowledged = [];
    private readonly string _prefix = FormattableString.Invariant($"lab:failover:{Guid.NewGuid():N}:");
    private long _written;

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        await using var servers = new BorrowedServers(lab);
        var primary = (await servers.StartAsync(stop, Primary))[0];
        await servers.StartAsync(stop, "cache-secondary-1");
        await using var sentinels = await Sentinels.OpenAsync(await servers.StartAsync(stop, Observers));
        if (!user.Check("failover: the sentinels know the replica and each other", await AreReadyAsync(sentinels, stop))) return;

        await using var client = new PrimaryClient(user, sentinels, primary);
        var meter = new OutageMeter(user.Clock);
        await WriteAsync(client, meter, Task.Delay(_length, user.Clock, stop), stop);
        if (!user.Check("failover: writes are acknowledged before", _acknowledged.Count > 0)) return;

        var killed = user.Clock.GetTimestamp();
        await servers.KillAsync(Primary, stop);
        var before = _acknowledged.Count;
        await WriteUntilAsync(client, meter, () => _acknowledged.Count > before || user.Clock.GetElapsedTime(killed) > Patience, stop);
        user.Check("failover: writes go on after", _acknowledged.Count > before);
        await WriteAsync(client, meter, Task.Delay(_length, user.Clock, stop), stop);
        user.Trend(CacheMetrics.Outage.Name, meter.End().TotalMilliseconds);
        await CountLostAsync(client, stop);
    }

    private async ValueTask<bool> AreReadyAsync(Sentinels sentinels, CancellationToken stop)
    {
        for (var begin = user.Clock.GetTimestamp(); user.Clock.GetElapsedTime(begin) < Patience;)
        {
            if (await sentinels.CountAsync() is { Replicas: >= 1 } counts && counts.Sentinels == Observers.Length - 1) return true;
            await user.ThinkAsync(TimeSpan.FromMilliseconds(100), stop);
        }

        return false;
    }

    private Task WriteAsync(PrimaryClient client, OutageMeter meter, Task until, CancellationToken stop) => WriteUntilAsync(client, meter, () => until.IsCompleted, stop);

    private async Task WriteUntilAsync(PrimaryClient client, OutageMeter meter, Func<bool> isOver, CancellationToken stop)
    {
        while (!isOver())
        {
            if (await WriteOneAsync(client, stop)) meter.Succeeded();
            else await client.FindAsync();
            await user.ThinkAsync(Pause, stop);
        }
    }

    private async ValueTask<bool> WriteOneAsync(PrimaryClient client, CancellationToken stop)
    {
        if (client.Session is not { } redis) return false;
        var (number, key) = (++_written, (RedisKey)FormattableString.Invariant($"{_prefix}{_written}"));
        var set = await redis.RunAsync("SET", database => database.StringSetAsync(key, number, flags: CommandFlags.DemandMaster), stop);
        if (!set.IsSuccess || !set.Value) return false;
        if (number % 2 == 0)
        {
            var wait = await redis.RunAsync("WAIT", database => database.ExecuteAsync("WAIT", [1, WaitMs], CommandFlags.DemandMaster), stop);
            if (!wait.IsSuccess) return false;

            // Not by the replica, after a failover there is none: then it is no more than the primary's word.
            _acknowledged.Add((key, (long)wait.Value! >= 1 ? "replica" : "primary"));
            return true;
        }

        _acknowledged.Add((key, "primary"));
        return true;
    }

    private async ValueTask CountLostAsync(PrimaryClient client, CancellationToken stop)
    {
        await client.FindAsync();
        if (!user.Check("failover: there is a primary to ask for what was written", client.Session is not null)) return;
        foreach (var some in _acknowledged.Chunk(500))
        {
            var reply = await client.Session!.RunAsync("MGET", database => database.StringGetAsync([.. some.Select(write => write.Key)], CommandFlags.DemandMaster), stop);
            if (!user.Check("failover: what was written can be asked for", reply.IsSuccess)) return;
            foreach (var (write, value) in some.Zip(reply.Value!)) user.Rate(CacheMetrics.LostWrites.Name, value.IsNull, TagSet.Of(CacheMetrics.Kind, write.By));
        }
    }
}
