using System.Globalization;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Redis;
using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>
/// Starts a primary and its replica and, while four clients write 1 KB values, writes a number to the primary over and over and asks the replica until it has it. The lag counts
/// from the primary's acknowledgement; its error is at most one round trip.
/// </summary>
internal sealed class ReplicationLag(VirtualUser user, LabServices lab) : IScenario
{
    private const int Writers = 4;
    private const int Keys = 1_000;
    private const string Probe = "lab:lag:probe";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly TimeSpan _length = EnvNumber.ReadLength(user, "SECONDS", 10);

    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        await using var servers = new BorrowedServers(lab);
        var primaryAddress = (await servers.StartAsync(stop, "cache-primary"))[0];
        var replicaAddress = (await servers.StartAsync(stop, "cache-secondary-1"))[0];
        await using var primary = await RedisDoor.OpenAsync(primaryAddress);
        await using var replica = await RedisDoor.OpenAsync(replicaAddress);
        var (write, read) = (new RedisSession(user, primary), new RedisSession(user, replica));

        // The first copy of everything is no lag.
        if (!user.Check("replication: the replica follows", await LagAsync(write, read, 1, stop) is not null)) return;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var writing = Crew.RunAsync(user, Writers, async writer =>
        {
            var values = new CachedValues(writer, new RedisSession(writer, primary), "lab:lag:", bytes: 1_024);
            while (!end.IsCancellationRequested) await values.PutAsync(writer.Random.Next(Keys) + 1, Lifetime, stop);
        });
        var begin = user.Clock.GetTimestamp();
        try
        {
            for (var number = 2L; user.Clock.GetElapsedTime(begin) < _length; number++)
            {
                if (await LagAsync(write, read, number, stop) is { } lag) user.Trend(CacheMetrics.ReplicationLag.Name, lag.TotalMilliseconds);
                await RecordBytesAsync(write, stop);
                await user.ThinkAsync(Pause, stop);
            }
        }
        finally
        {
            await end.CancelAsync();
            await writing;
        }
    }

    // Null if one of the two is away, or the replica never gets it.
    private async ValueTask<TimeSpan?> LagAsync(RedisSession primary, RedisSession replica, long number, CancellationToken stop)
    {
        if (!(await primary.RunAsync("SET probe", database => database.StringSetAsync(Probe, number), stop)).IsSuccess) return null;
        var acknowledged = user.Clock.GetTimestamp();
        while (user.Clock.GetElapsedTime(acknowledged) < Patience)
        {
            var reply = await replica.RunAsync("GET probe (replica)", database => database.StringGetAsync(Probe), stop);
            if (reply.IsSuccess && (long?)reply.Value >= number) return user.Clock.GetElapsedTime(acknowledged);
        }

        user.Check("replication: what is written arrives", false);
        return null;
    }

    private async ValueTask RecordBytesAsync(RedisSession primary, CancellationToken stop)
    {
        var reply = await primary.RunAsync("INFO replication", database => ServerInfo.ReadAsync(database, "replication"), stop);
        if (reply.Value is { } info && BytesBehind(info) is { } bytes) user.Trend(CacheMetrics.ReplicationLagBytes.Name, bytes);
    }

    /// <summary>Gives how far the first replica is behind: <c>slave0:ip=...,state=online,offset=1234,lag=0</c> against <c>master_repl_offset</c>.</summary>
    internal static long? BytesBehind(IReadOnlyDictionary<string, string> info)
        => info.TryGetValue("master_repl_offset", out var all) && info.TryGetValue("slave0", out var replica)
            && replica.Split(',').FirstOrDefault(part => part.StartsWith("offset=", StringComparison.Ordinal)) is { } part
            ? Math.Max(0, long.Parse(all, CultureInfo.InvariantCulture) - long.Parse(part["offset=".Length..], CultureInfo.InvariantCulture))
            : null;
}
