using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Postgres;
using UpCoach.LoadRunners.Scenarios.Database.Access;
using UpCoach.LoadRunners.Scenarios.Database.Load;
using UpCoach.LoadRunners.Scenarios.Database.Statements;

namespace UpCoach.LoadRunners.Scenarios.Database.Stress;

/// <summary>
/// As many users as the pool has connections (<c>CONNECTIONS</c>, 500): each takes one and keeps it, in a transaction, until a moment that is the same
/// for all, reading a user now and then (<c>PACE</c>). Then all are given back, and the pool closes them.
/// </summary>
/// <remarks>
/// <code>
/// start        + RAMP (15 s)                    + HOLD (10 s)
/// | connect ... | all held: sampled each 500 ms  | given back ... closed
/// </code>
/// Both moments count from the scenario's start, which all processes have in common. The samples are the server's (<c>pg_stat_activity</c>), so that
/// they count the connections of all processes. One user in fifty samples.
/// </remarks>
internal sealed class PoolSaturation : DatabaseScenario
{
    private const int SamplersOneIn = 50;
    private const double ConnectRatio = 0.8;

    private static readonly TimeSpan s_sampling = TimeSpan.FromMilliseconds(500);

    private readonly string _sessions;
    private readonly PoolLease _watch;
    private readonly PostgresSession _watcher;
    private readonly SessionDesk _desk;
    private readonly int _connections;
    private readonly TimeSpan _ramp;
    private readonly TimeSpan _hold;
    private readonly TimeSpan _pace;
    private readonly TimeSpan _patience;

    /// <summary>Initializes the scenario of one virtual user.</summary>
    public PoolSaturation(VirtualUser user, LabDatabase database, PoolOptions pool) : base(user, database, pool)
    {
        _sessions = LabDatabase.SessionPrefix + pool.Name;
        _watch = database.Lease(new PoolOptions("watch", 4) { IdleLifetime = TimeSpan.FromMinutes(5) });
        _watcher = new PostgresSession(user, _watch.Source);
        _desk = new SessionDesk(user, Session, Settings.Users);
        _connections = Number("CONNECTIONS", 500);
        _patience = Duration("PATIENCE", TimeSpan.FromSeconds(20));
        (_ramp, _hold, _pace) = (Length("RAMP", TimeSpan.FromSeconds(15)), Length("HOLD", TimeSpan.FromSeconds(10)), Duration("PACE", TimeSpan.FromSeconds(5)));
    }

    private bool IsSampler => User.Number % SamplersOneIn == 1;

    /// <inheritdoc/>
    public override async ValueTask RunIterationAsync(CancellationToken stop)
    {
        var start = User.Due;

        // Who watches connects first: behind hundreds in the server's queue it would see nothing.
        if (IsSampler) await SessionsAsync(stop);

        // One after the other over the first part of the ramp: hundreds of handshakes at one moment would be a test of the generator.
        await User.ThinkAsync(_ramp * (ConnectRatio * User.Number / _connections), stop);
        var held = await Session.TransactAsync("pool.hold", null, async transaction => await HoldAsync(transaction, start, stop), stop);
        User.Check("pool: a connection for each", held.IsCommitted);
        if (User.Number == 1) await CountLeakedAsync(stop);
    }

    /// <inheritdoc/>
    protected override ValueTask CloseAsync() => _watch.DisposeAsync();

    private async Task HoldAsync(PostgresTransaction transaction, long start, CancellationToken stop)
    {
        // The connection is open at the server only when it was used.
        await ReadAsync(transaction, stop);
        await UntilAsync(start, _ramp, stop);
        if (IsSampler)
        {
            while (User.Clock.GetElapsedTime(start) < _ramp + _hold)
            {
                await SampleAsync(stop);
                await User.ThinkAsync(s_sampling, stop);
            }

            return;
        }

        // Spread evenly at first, so that 500 do not ask at once.
        await User.ThinkAsync(_pace * User.Random.NextDouble(), stop);
        while (User.Clock.GetElapsedTime(start) < _ramp + _hold - _pace)
        {
            await ReadAsync(transaction, stop);
            await User.ThinkAsync(_pace, stop);
        }

        await UntilAsync(start, _ramp + _hold, stop);
    }

    private Task<PostgresResult<long>> ReadAsync(PostgresTransaction transaction, CancellationToken stop) =>
        transaction.QueryAsync(AccountStatements.FindUser with { IsPrepared = false }, row => row.GetInt64(0), stop, _desk.Anyone().Email);

    private async ValueTask SampleAsync(CancellationToken stop)
    {
        var seen = await SessionsAsync(stop);
        if (!User.Check("pool: the server says how many are held", seen.IsSuccess)) return;
        User.Trend(DatabaseMetrics.PoolConnections.Name, seen.Rows[0].All);
        User.Trend(DatabaseMetrics.PoolUtilisation.Name, (double)seen.Rows[0].Held / _connections);
    }

    // After the hold all users give back at once; the pool then has its idle lifetime to close what nobody uses.
    private async ValueTask CountLeakedAsync(CancellationToken stop)
    {
        var begin = User.Clock.GetTimestamp();
        var left = long.MaxValue;
        while (left > 0 && User.Clock.GetElapsedTime(begin) < _patience)
        {
            await User.ThinkAsync(s_sampling, stop);
            var seen = await SessionsAsync(stop);
            if (seen.IsSuccess) left = seen.Rows[0].All;
        }

        // Nobody who could tell is not nothing: the metric then has no data.
        if (left < long.MaxValue) User.Count(DatabaseMetrics.LeakedConnections.Name, left);
        User.Check("pool: all connections were closed", left == 0);
    }

    private Task<PostgresResult<(long All, long Held)>> SessionsAsync(CancellationToken stop) =>
        _watcher.QueryAsync(StressStatements.Sessions, row => (row.GetInt64(0), row.GetInt64(1)), stop, _sessions);

    private ValueTask UntilAsync(long start, TimeSpan moment, CancellationToken stop) => User.ThinkAsync(moment - User.Clock.GetElapsedTime(start), stop);
}
