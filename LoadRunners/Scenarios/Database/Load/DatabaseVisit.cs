using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Database.Access;

namespace UpCoach.LoadRunners.Scenarios.Database.Load;

/// <summary>
/// A user who does the same again and again, thinks in between, and begins at a moment of its own. The first time is before the clock starts and does not count:
/// a server's new session plans each statement, reads its catalogs and meets each page for the first time, which takes ten times as long as the next and is
/// measured where a scenario says so.
/// </summary>
internal abstract class DatabaseVisit(VirtualUser user, LabDatabase database, PoolOptions pool) : DatabaseScenario(user, database, pool)
{
    /// <inheritdoc/>
    public sealed override async ValueTask RunIterationAsync(CancellationToken stop)
    {
        // Fifty who begin at one moment and think alike would ask at one moment for ever.
        if (User.Iteration == 0) await User.ThinkAsync(Settings.Think * User.Random.NextDouble(), stop);
        await VisitAsync(stop);
        await User.ThinkAsync(Settings.Think, stop);
    }

    /// <summary>Does all once, without thinking.</summary>
    protected abstract ValueTask VisitAsync(CancellationToken stop);

    /// <inheritdoc/>
    protected override ValueTask ReadyAsync(CancellationToken stop) => VisitAsync(stop);
}
