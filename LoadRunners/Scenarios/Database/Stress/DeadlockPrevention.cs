using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Database.Access;
using UpCoach.LoadRunners.Scenarios.Database.Integrity;
using UpCoach.LoadRunners.Scenarios.Database.Statements;

namespace UpCoach.LoadRunners.Scenarios.Database.Stress;

/// <summary>
/// Transfers between few accounts (<c>ACCOUNTS</c>, 10) by many users at once, for <c>HOLD</c> (10 s). Both accounts are locked in the order of their numbers; with
/// <c>ORDER=careless</c> in that of the transfer, which deadlocks within a second. At the end the first user asks the server how many deadlocks it
/// counted meanwhile, in the whole database.
/// </summary>
internal sealed class DeadlockPrevention : DatabaseScenario
{
    // A backend tells its counts to the server's statistics at most once a second, and when it ends.
    private static readonly TimeSpan s_statistics = TimeSpan.FromSeconds(1.5);

    private readonly LedgerWriter _writer;
    private readonly TimeSpan _hold;
    private long? _before;

    /// <summary>Initializes the scenario of one virtual user.</summary>
    public DeadlockPrevention(VirtualUser user, LabDatabase database, PoolOptions pool) : base(user, database, pool)
    {
        _writer = new LedgerWriter(user, Session, "deadlocks", Number("ACCOUNTS", 10), user.Env.GetValueOrDefault("ORDER") == "careless");
        _hold = Length("HOLD", TimeSpan.FromSeconds(10));
    }

    /// <inheritdoc/>
    public override async ValueTask RunIterationAsync(CancellationToken stop)
    {
        if (User.Number == 1) _before ??= await DeadlocksAsync(stop);
        var begin = User.Clock.GetTimestamp();
        while (User.Clock.GetElapsedTime(begin) < _hold)
        {
            var result = await _writer.TransferAsync(stop);
            for (var retry = 0; retry < result.Retries; retry++) User.Rate(DatabaseMetrics.Deadlocked.Name, true);
            User.Rate(DatabaseMetrics.Deadlocked.Name, result.SqlState == "40P01");
            User.Check("transfer: is committed", result.IsCommitted);
        }

        if (User.Number != 1) return;
        await User.ThinkAsync(s_statistics, stop);
        var after = await DeadlocksAsync(stop);
        if (_before is { } before && after is { } now) User.Count(DatabaseMetrics.ServerDeadlocks.Name, now - before);
        _before = null;
    }

    private async ValueTask<long?> DeadlocksAsync(CancellationToken stop)
    {
        var read = await Session.QueryAsync(StressStatements.Deadlocks, row => row.GetInt64(0), stop);
        return User.Check("pg_stat_database: can be read", read.IsSuccess) ? read.Rows[0] : null;
    }
}
