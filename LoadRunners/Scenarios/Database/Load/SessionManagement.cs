using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Database.Access;

namespace UpCoach.LoadRunners.Scenarios.Database.Load;

/// <summary>The life of a session: opened, found, renewed, found, the spent token refused, ended, found ended.</summary>
internal sealed class SessionManagement : DatabaseVisit
{
    private readonly SessionDesk _desk;

    /// <summary>Initializes the scenario of one virtual user.</summary>
    public SessionManagement(VirtualUser user, LabDatabase database, PoolOptions pool) : base(user, database, pool) => _desk = new SessionDesk(user, Session, Settings.Users);

    /// <inheritdoc/>
    protected override async ValueTask VisitAsync(CancellationToken stop)
    {
        if (await _desk.OpenAsync(_desk.Anyone().Number, null, stop) is { } opened)
        {
            await _desk.FindAsync(opened, isRevoked: false, stop);
            if (await _desk.RotateAsync(opened, stop) is { } renewed) await _desk.FindAsync(renewed, isRevoked: false, stop);
            await _desk.RotateAgainAsync(opened, stop);
            await _desk.RevokeAsync(opened, stop);
            await _desk.FindAsync(opened, isRevoked: true, stop);
        }
    }
}
