using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Database.Access;

namespace UpCoach.LoadRunners.Scenarios.Database.Load;

/// <summary>A profile by its two ways: the user by address, as a sign-in with a provider does, and the profile that belongs to a session, as the app does.</summary>
internal sealed class ProfileRetrieval : DatabaseVisit
{
    private readonly SessionDesk _desk;
    private OpenedSession? _session;

    /// <summary>Initializes the scenario of one virtual user.</summary>
    public ProfileRetrieval(VirtualUser user, LabDatabase database, PoolOptions pool) : base(user, database, pool) => _desk = new SessionDesk(user, Session, Settings.Users);

    /// <inheritdoc/>
    protected override async ValueTask VisitAsync(CancellationToken stop)
    {
        _session ??= await _desk.OpenAsync(_desk.Anyone().Number, null, stop);
        var (number, email) = _desk.Anyone();
        if (await _desk.FindUserAsync(email, stop) is { } id) User.Check("users.by-email: is the one asked for", id == number);
        if (_session is { } session) await _desk.FindAsync(session, isRevoked: false, stop);
    }
}
