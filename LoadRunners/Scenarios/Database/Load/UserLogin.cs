using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Database.Access;

namespace UpCoach.LoadRunners.Scenarios.Database.Load;

/// <summary>What a sign-in with a password costs the database: the password's hash, then a session with a refresh token. People are chosen evenly.</summary>
internal sealed class UserLogin : DatabaseVisit
{
    private readonly SessionDesk _desk;

    /// <summary>Initializes the scenario of one virtual user.</summary>
    public UserLogin(VirtualUser user, LabDatabase database, PoolOptions pool) : base(user, database, pool) => _desk = new SessionDesk(user, Session, Settings.Users);

    /// <inheritdoc/>
    protected override async ValueTask VisitAsync(CancellationToken stop)
    {
        var (_, email) = _desk.Anyone();
        if (await _desk.FindPasswordAsync(email, stop) is { } id) await _desk.OpenAsync(id, email, stop);
    }
}
