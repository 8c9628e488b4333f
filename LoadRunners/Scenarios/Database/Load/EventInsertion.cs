using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Database.Access;

namespace UpCoach.LoadRunners.Scenarios.Database.Load;

/// <summary>Events as they arrive: a batch of <c>BATCH</c> (50) an iteration.</summary>
internal sealed class EventInsertion : DatabaseVisit
{
    private readonly EventDesk _desk;
    private readonly int _batch;

    /// <summary>Initializes the scenario of one virtual user.</summary>
    public EventInsertion(VirtualUser user, LabDatabase database, PoolOptions pool) : base(user, database, pool) =>
        (_desk, _batch) = (new EventDesk(user, Session, Settings.Users), Number("BATCH", 50));

    /// <inheritdoc/>
    protected override async ValueTask VisitAsync(CancellationToken stop)
    {
        await _desk.WriteAsync(_batch, stop);
    }
}
