using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Database.Access;

namespace UpCoach.LoadRunners.Scenarios.Database.Load;

/// <summary>What checking a caller's token costs the database where the cache does not know the session: the session with its user, and whether the refresh token is unused.</summary>
internal sealed class TokenValidation : DatabaseVisit
{
    private readonly SessionDesk _desk;
    private OpenedSession? _session;

    /// <summary>Initializes the scenario of one virtual user.</summary>
    public TokenValidation(VirtualUser user, LabDatabase database, PoolOptions pool) : base(user, database, pool) => _desk = new SessionDesk(user, Session, Settings.Users);

    /// <inheritdoc/>
    protected override async ValueTask VisitAsync(CancellationToken stop)
    {
        _session ??= await _desk.OpenAsync(_desk.Anyone().Number, null, stop);
        if (_session is not { } session) return;
        await _desk.FindAsync(session, isRevoked: false, stop);
        await _desk.ValidateTokenAsync(session, stop);
    }
}
