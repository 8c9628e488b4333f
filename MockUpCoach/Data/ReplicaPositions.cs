using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace UpCoach.MockUpCoach.Data;

/// <summary>Knows how far each replica has replayed. Polled in the background, so that asking costs nothing.</summary>
/// <remarks>
/// A replica's polled position is a lower bound of what it holds: replay never goes back, and a record counts as replayed after its effect is visible.
/// A replica that stays behind for longer than <see cref="TrustedLag"/> is not read at all, because what users wrote is forgotten after twice that time.
/// </remarks>
internal sealed class ReplicaPositions(NpgsqlConnectionStringBuilder connectionString, TimeProvider clock) : BackgroundService
{
    public static readonly TimeSpan TrustedLag = TimeSpan.FromMinutes(10);

    private const string Poll = """
        /* positions.poll */
        SELECT pg_is_in_recovery(),
               CASE WHEN pg_is_in_recovery() THEN coalesce(pg_last_wal_replay_lsn(), '0/0') ELSE pg_current_wal_insert_lsn() END
        """;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    // A server that is not there is asked less often: a failed connection costs far more than an answer.
    private static readonly TimeSpan AbsentInterval = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, HostPosition> hosts = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource primarySeen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();

    // Under the gate. The floor is read without it: a torn decision can only send a read to the primary.
    private bool resuming;
    private int epoch;
    private long primary;
    private WalPosition everyoneFloor;

    /// <summary>How many hosts the connection string names besides the primary.</summary>
    public int ReplicaCount { get; } = connectionString.Host!.Split(',').Length - 1;

    /// <summary>Ends when the primary has been polled once.</summary>
    public Task PrimarySeen => primarySeen.Task;

    /// <summary>Says whether some replica holds everything up to <paramref name="floor"/>.</summary>
    public bool AnyReplicaCovers(WalPosition floor)
    {
        foreach (var (_, host) in hosts)
        {
            if (Covers(host, floor))
                return true;
        }

        return false;
    }

    /// <summary>Says whether the server behind <paramref name="connection"/> is such a replica, and up to where its data surely reaches.</summary>
    public bool TryCover(NpgsqlConnection connection, WalPosition floor, out WalPosition asOf)
    {
        var found = hosts.TryGetValue(Key(connection.Host!, connection.Port), out var host) && Covers(host, floor);
        asOf = found ? host!.Position : WalPosition.Zero;
        return found;
    }

    /// <summary>Reads nothing from replicas until <see cref="Resume"/>. Called when Redis, which knows what each user wrote, goes away.</summary>
    public void Suspend()
    {
        lock (gate)
        {
            resuming = false;
            everyoneFloor = WalPosition.Unknown;
        }
    }

    /// <summary>
    /// Reads from replicas again once they hold all that the primary has at its next poll: what users wrote while Redis was away is forgotten,
    /// but a replica that holds everything written until now can't betray anybody.
    /// </summary>
    public void Resume()
    {
        lock (gate)
        {
            resuming = true;
            everyoneFloor = WalPosition.Unknown;
            epoch++;
        }
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(connectionString.Host!.Split(',').Select(host => FollowAsync(host.Trim(), stoppingToken)));

    private bool Covers(HostPosition host, WalPosition floor) =>
        host.IsStandby && host.Position.Covers(floor) && host.Position.Covers(everyoneFloor)
        && clock.GetElapsedTime(host.CaughtUpAt) < TrustedLag;

    private async Task FollowAsync(string host, CancellationToken stop)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString.ConnectionString)
        {
            Host = host, MinPoolSize = 0, MaxPoolSize = 1, Timeout = 2, CommandTimeout = 2, LoadBalanceHosts = false, TargetSessionAttributes = null,
        };
        var (name, port) = Split(host, settings.Port);
        var key = Key(name, port);
        await using var source = new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await PollAsync(source, key, stop);
                timer.Period = Interval;
            }
            catch (NpgsqlException)
            {
                hosts.TryRemove(key, out _);
                timer.Period = AbsentInterval;
            }
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    private async Task PollAsync(NpgsqlDataSource source, string key, CancellationToken stop)
    {
        var primaryBefore = (ulong)Interlocked.Read(ref primary);
        var epochBefore = Volatile.Read(ref epoch);
        await using var command = source.CreateCommand(Poll);
        await using var reader = await command.ExecuteReaderAsync(stop);
        await reader.ReadAsync(stop);
        var isStandby = reader.GetBoolean(0);
        var position = new WalPosition((ulong)reader.GetFieldValue<NpgsqlLogSequenceNumber>(1));
        var caughtUpAt = position.Value >= primaryBefore || !hosts.TryGetValue(key, out var last) ? clock.GetTimestamp() : last.CaughtUpAt;
        hosts[key] = new HostPosition(isStandby, position, caughtUpAt);
        if (!isStandby)
        {
            Interlocked.Exchange(ref primary, (long)position.Value);
            primarySeen.TrySetResult();
            EndSuspension(position, epochBefore);
        }
    }

    // Only a poll that began after Resume saw every write of the time without Redis.
    private void EndSuspension(WalPosition now, int epochBefore)
    {
        lock (gate)
        {
            if (resuming && epochBefore == epoch)
            {
                resuming = false;
                everyoneFloor = now;
            }
        }
    }

    private static (string Name, int Port) Split(string host, int defaultPort) =>
        host.LastIndexOf(':') is > 0 and var at && int.TryParse(host.AsSpan(at + 1), CultureInfo.InvariantCulture, out var port)
            ? (host[..at], port)
            : (host, defaultPort);

    private static string Key(string host, int port) => string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");
}
