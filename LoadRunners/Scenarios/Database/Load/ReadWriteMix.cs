using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Database.Access;
using UpCoach.LoadRunners.Scenarios.Database.Statements;

namespace UpCoach.LoadRunners.Scenarios.Database.Load;

/// <summary>Readers and writers of the same rows at once: three of ten iterations write a batch of events, and look that the live figures have it; the others read them.</summary>
internal sealed class ReadWriteMix : DatabaseVisit
{
    private const double WriteRatio = 0.3;
    private const int Batch = 20;

    private readonly EventDesk _desk;

    /// <summary>Initializes the scenario of one virtual user.</summary>
    public ReadWriteMix(VirtualUser user, LabDatabase database, PoolOptions pool) : base(user, database, pool) => _desk = new EventDesk(user, Session, Settings.Users);

    /// <inheritdoc/>
    protected override async ValueTask VisitAsync(CancellationToken stop)
    {
        var isWrite = User.Random.NextDouble() < WriteRatio;
        var hasWritten = isWrite && await _desk.WriteAsync(Batch, stop);
        var live = await Session.QueryAsync(AnalyticsStatements.Live, row => row.GetInt32(3), stop, User.Clock.GetUtcNow().UtcDateTime);
        User.Check("analytics.live: there are figures", live is { IsSuccess: true, Rows.Count: 1 });
        if (hasWritten) User.Check("analytics.live: has what was just written", live.Rows is [>= Batch]);
    }

    /// <inheritdoc/>
    protected override async ValueTask ReadyAsync(CancellationToken stop)
    {
        await _desk.WriteAsync(Batch, stop);
        await VisitAsync(stop);
    }
}
