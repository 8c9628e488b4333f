using System.Globalization;
using Npgsql;
using UpCoach.LoadRunners.Scenarios.Database.Access;

namespace UpCoach.LoadRunners.Scenarios.Database.Failover;

/// <summary>Writes to a primary that is killed, promotes its replica, writes on, and compares what was acknowledged with what is there.</summary>
/// <param name="cluster">The servers.</param>
/// <param name="clock">The clock.</param>
/// <param name="isSynchronous">Whether the primary acknowledges a commit only when the replica has it; without that a kill may lose some.</param>
internal sealed class FailoverTrial(IDatabaseCluster cluster, TimeProvider clock, bool isSynchronous = true)
{
    private const int Writers = 4;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    private readonly long _begin = clock.GetTimestamp();
    private long _next;

    /// <summary>Gets what was acknowledged.</summary>
    public AcknowledgedWrites Writes { get; } = new();

    private TimeSpan Now => clock.GetElapsedTime(_begin);

    /// <summary>Runs the trial.</summary>
    /// <param name="before">How long it writes before the kill.</param>
    /// <param name="after">How long after the first write of the new primary.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="TimeoutException">The replica did not join, or no write came after the kill, within a minute.</exception>
    public async Task<FailoverOutcome> RunAsync(TimeSpan before, TimeSpan after, CancellationToken stop)
    {
        var (primary, replica) = await cluster.StartAsync(stop);
        await PrepareAsync(primary, stop);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await using var source = new NpgsqlDataSourceBuilder(EitherOf(primary, replica)).BuildMultiHost();
        var writable = source.WithTargetSession(TargetSessionAttributes.Primary);
        var writers = Enumerable.Range(0, Writers).Select(_ => WriteAsync(writable, end.Token)).ToList();
        try
        {
            await UntilAsync(() => Task.FromResult(Writes.Count > 0), "a first write", stop);
            await Task.Delay(before, clock, stop);
            var killed = Now;
            await cluster.KillPrimaryAsync(stop);
            await ExecuteAsync(replica, "SELECT pg_promote(true, 60)", stop);
            var promoted = Now;
            await UntilAsync(() => Task.FromResult(Writes.AnyAfter(promoted)), "a write after the failover", stop);
            await Task.Delay(after, clock, stop);
            await end.CancelAsync();
            await Task.WhenAll(writers);
            return new FailoverOutcome(Writes.LongestGap(killed)!.Value, Writes.Missing(await ReadAsync(replica, stop)), Writes.Count);
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(writers);
        }
    }

    private async Task PrepareAsync(string primary, CancellationToken stop)
    {
        await ExecuteAsync(primary, "DROP TABLE IF EXISTS failover_writes", stop);
        await ExecuteAsync(primary, "CREATE TABLE failover_writes (id bigint PRIMARY KEY)", stop);
        await UntilAsync(() => HasReplicaAsync(primary, "state = 'streaming'", stop), "the replica to stream", stop);
        if (!isSynchronous) return;
        await ExecuteAsync(primary, "ALTER SYSTEM SET synchronous_standby_names = '*'", stop);
        await ExecuteAsync(primary, "SELECT pg_reload_conf()", stop);
        await UntilAsync(() => HasReplicaAsync(primary, "sync_state = 'sync'", stop), "the replica to be synchronous", stop);
    }

    private async Task WriteAsync(NpgsqlDataSource primary, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            // A number is tried once: whether one that failed is there nobody knows.
            var id = Interlocked.Increment(ref _next);
            try
            {
                await using var connection = await primary.OpenConnectionAsync(stop);
                await using var command = new NpgsqlCommand("INSERT INTO failover_writes VALUES ($1)", connection) { Parameters = { new() { Value = id } } };
                await command.EffectAsync(stop);
                Writes.Add(id, Now);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception error) when (error is NpgsqlException or IOException or TimeoutException or System.Net.Sockets.SocketException)
            {
                await Task.Delay(s_pause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task UntilAsync(Func<Task<bool>> condition, string what, CancellationToken stop)
    {
        var begin = clock.GetTimestamp();
        while (!await condition())
        {
            if (clock.GetElapsedTime(begin) > s_patience) throw new TimeoutException($"Waited in vain for {what}.");
            await Task.Delay(s_pause, clock, stop);
        }
    }

    private static async Task<bool> HasReplicaAsync(string primary, string condition, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(primary);
        await using var command = source.CreateCommand($"SELECT count(*) FROM pg_stat_replication WHERE {condition}");
        return await command.ScalarAsync<long>(stop) > 0;
    }

    private static async Task<HashSet<long>> ReadAsync(string server, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand("SELECT id FROM failover_writes");
        return [.. await command.RowsAsync(row => row.GetInt64(0), stop)];
    }

    private static async Task ExecuteAsync(string server, string sql, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = (int)s_patience.TotalSeconds;
        await command.EffectAsync(stop);
    }

    // Each open asks anew who is the primary: the usual memory of ten seconds would be most of the outage.
    private static string EitherOf(string primary, string replica)
    {
        var (one, other) = (new NpgsqlConnectionStringBuilder(primary), new NpgsqlConnectionStringBuilder(replica));
        one.Host = string.Create(CultureInfo.InvariantCulture, $"{one.Host}:{one.Port},{other.Host}:{other.Port}");
        (one.HostRecheckSeconds, one.Timeout, one.CommandTimeout, one.MaxPoolSize, one.ApplicationName) = (0, 2, 5, Writers, $"{LabDatabase.SessionPrefix}failover");
        return one.ConnectionString;
    }
}
