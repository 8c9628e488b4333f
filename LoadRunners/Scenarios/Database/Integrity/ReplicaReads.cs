using System.Globalization;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Postgres;
using UpCoach.LoadRunners.Scenarios.Database.Access;

namespace UpCoach.LoadRunners.Scenarios.Database.Integrity;

/// <summary>
/// Each user writes a register of its own at the primary and reads it at a replica, by the platform's rule: from a replica that has replayed the log up
/// to what the user wrote and saw, or else from the primary. The read must have the write; a register that the first user writes may never be older than
/// it was at the read before. Beside it, how long a replica took. With <c>READS=anywhere</c> any server answers and the rule is left out.
/// </summary>
/// <remarks>
/// The floor of a user is a position of the log. A server may answer if its position, asked before the read, is not below the floor: what was
/// visible at the first question is visible at the second. After a read the floor rises to the server's position, asked after the read: whoever has
/// replayed that far has all that this read saw.
/// </remarks>
internal sealed class ReplicaReads : DatabaseScenario
{
    private static readonly PostgresStatement s_write = new("replica.write", """
        INSERT INTO registers AS kept (id, value) VALUES ($1, 1) ON CONFLICT (id) DO UPDATE SET value = kept.value + 1 RETURNING value
        """, IsPrepared: true);

    // Written by the first user, read by all.
    private const int Common = 1;

    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(1);

    private readonly IReadOnlyList<PoolLease> _leases;
    private readonly bool _anywhere;
    private readonly TimeSpan _patience;
    private List<ClusterServer> _servers = [];
    private long _committedAt;
    private ulong _committed;
    private ulong _floor;
    private long _seen;

    /// <summary>Initializes the scenario of one virtual user.</summary>
    public ReplicaReads(VirtualUser user, LabDatabase database, PoolOptions pool) : base(user, database, pool)
    {
        _leases = database.LeaseEach(pool);
        _patience = Duration("PATIENCE", TimeSpan.FromSeconds(5));
        _anywhere = user.Env.GetValueOrDefault("READS") == "anywhere";
    }

    private ClusterServer? Primary => _servers.Find(server => !server.IsReplica);

    /// <inheritdoc/>
    public override async ValueTask RunIterationAsync(CancellationToken stop)
    {
        if (Primary is null) await ReadyAsync(stop);
        if (!User.Check("replicas: a primary and at least one replica answer", Primary is not null && _servers.Count > 1)) return;
        if (await WriteAsync(stop) is { } written)
        {
            var own = await ReadAsync(Pick(), User.Number, stop);
            if (own is { } value) User.Rate(DatabaseMetrics.ReadYourWrites.Name, User.Check("replica.read: has what the user wrote", value >= written));
            await MeasureLagAsync(stop);
            if (await ReadAsync(Pick(), Common, stop) is { } common)
            {
                User.Rate(DatabaseMetrics.MonotonicReads.Name, User.Check("replica.read: is not older than the read before", common >= _seen));
                _seen = common;
            }
        }

        await User.ThinkAsync(Settings.Think, stop);
    }

    /// <inheritdoc/>
    protected override async ValueTask ReadyAsync(CancellationToken stop)
    {
        _servers = [];
        foreach (var (index, lease) in _leases.Index())
        {
            // By their place in the connection string: the primary of the lab is the first.
            var name = string.Create(CultureInfo.InvariantCulture, $"server-{index + 1}");
            if (await ClusterServer.FindAsync(name, User, lease.Source, stop) is { } server) _servers.Add(server);
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask CloseAsync()
    {
        foreach (var lease in _leases) await lease.DisposeAsync();
    }

    private ClusterServer Pick() => Pick(_anywhere ? _servers : [.. _servers.Where(server => server.IsReplica)]);

    private ClusterServer Pick(List<ClusterServer> servers) => servers[User.Random.Next(servers.Count)];

    private async Task<long?> WriteAsync(CancellationToken stop)
    {
        var written = await Primary!.Session.QueryAsync(s_write, row => row.GetInt64(0), stop, User.Number);
        _committedAt = User.Clock.GetTimestamp();
        if (!User.Check("replica.write: is committed", written is { IsSuccess: true, Rows.Count: 1 })) return null;
        if (await Primary.FlushedAsync(stop) is not { } position) return null;
        _floor = Math.Max(_floor, _committed = position);
        return written.Rows[0];
    }

    private async Task<long?> ReadAsync(ClusterServer wanted, int register, CancellationToken stop)
    {
        var server = _anywhere || await wanted.PositionAsync(stop) >= _floor ? wanted : Primary!;
        var (value, after) = (await server.ReadAsync(register, stop), await server.PositionAsync(stop));
        if (!User.Check("replica.read: is answered", value is not null && after is not null)) return null;
        User.Count(DatabaseMetrics.ReplicaReads.Name, 1, TagSet.Empty.With("server", server.IsReplica ? "replica" : "primary"));
        _floor = Math.Max(_floor, after!.Value);
        return value;
    }

    // From the answer to a commit until a replica says that it has replayed it: exact to a round trip.
    private async Task MeasureLagAsync(CancellationToken stop)
    {
        if (await WriteAsync(stop) is null) return;
        var (begin, wanted, replica) = (_committedAt, _committed, Pick([.. _servers.Where(server => server.IsReplica)]));
        while (!(await replica.PositionAsync(stop) >= wanted) && User.Clock.GetElapsedTime(begin) < _patience)
        {
            await User.ThinkAsync(s_poll, stop);
        }

        // One that did not come within the patience counts with all of it.
        User.Trend(DatabaseMetrics.ReplicaLag.Name, User.Clock.GetElapsedTime(begin).TotalMilliseconds, TagSet.Empty.With("replica", replica.Name));
    }
}
