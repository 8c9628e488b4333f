using Npgsql;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Postgres;
using UpCoach.LoadRunners.Scenarios.Accounts;
using UpCoach.LoadRunners.Scenarios.Database.Statements;

namespace UpCoach.LoadRunners.Scenarios.Database.Load;

/// <summary>What the platform asks of its database about users and their sessions, and what must be true of the answers.</summary>
internal sealed class SessionDesk(VirtualUser user, PostgresSession postgres, int users)
{
    private const string Client = "perf-lab";
    private const string Scope = "openid profile offline_access";
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromDays(30);

    private DateTime Now => user.Clock.GetUtcNow().UtcDateTime;

    /// <summary>Gives a person of chance.</summary>
    public (int Number, string Email) Anyone()
    {
        var number = 1 + user.Random.Next(users);
        return (number, Person.Of(number, user.Random).Email);
    }

    /// <summary>Looks the password's hash up; null if that failed. The hash is compared by the API, not by the database.</summary>
    public async ValueTask<long?> FindPasswordAsync(string email, CancellationToken stop)
    {
        var found = await postgres.QueryAsync(AccountStatements.FindPassword, row => (Id: row.GetInt64(0), Hash: row.GetString(1)), stop, email);
        return user.Check("passwords.find: there is one, with a hash", found.IsSuccess && found.Rows is [{ Hash.Length: > 0 }]) ? found.Rows[0].Id : null;
    }

    /// <summary>Finds a user by address; null if that failed.</summary>
    public async ValueTask<long?> FindUserAsync(string email, CancellationToken stop)
    {
        var found = await postgres.QueryAsync(AccountStatements.FindUser, row => row.GetInt64(0), stop, email);
        return user.Check("users.by-email: there is one", found.IsSuccess && found.Rows.Count == 1) ? found.Rows[0] : null;
    }

    /// <summary>Opens a session with a refresh token; null if that failed.</summary>
    public async ValueTask<OpenedSession?> OpenAsync(long userId, string? email, CancellationToken stop)
    {
        var session = new OpenedSession(NewId(), userId, NewHash());
        var opened = await postgres.QueryAsync(
            AccountStatements.OpenSession, ReadProfile, stop, session.Id, userId, "password", Client, Scope, Now, session.TokenHash, Now + TokenLifetime, Now);
        return user.Check("sessions.open: gives the profile of who signed in", opened.IsSuccess && opened.Rows is [{ IsRevoked: false } one]
            && one.Id == userId && (email is null || one.Email == email)) ? session : null;
    }

    /// <summary>Finds a session with its user.</summary>
    public async ValueTask FindAsync(OpenedSession session, bool isRevoked, CancellationToken stop)
    {
        var found = await postgres.QueryAsync(AccountStatements.FindSession, ReadProfile, stop, session.Id);
        user.Check(
            isRevoked ? "sessions.find: a revoked session is revoked" : "sessions.find: is of its user and lives",
            found.IsSuccess && found.Rows is [var one] && one.Id == session.UserId && one.IsRevoked == isRevoked);
    }

    /// <summary>Asks whether the refresh token may still be used.</summary>
    public async ValueTask ValidateTokenAsync(OpenedSession session, CancellationToken stop)
    {
        var unused = await postgres.QueryAsync(AccountStatements.FindUnusedToken, row => row.GetInt32(0), stop, session.TokenHash, Now);
        user.Check("tokens.unused: a fresh token is good", unused.IsSuccess && unused.Rows.Count == 1);
    }

    /// <summary>Spends the refresh token for a new one; null if that failed.</summary>
    public async ValueTask<OpenedSession?> RotateAsync(OpenedSession session, CancellationToken stop)
    {
        var hash = NewHash();
        var rotated = await RotateAsync(session, hash, stop);
        return user.Check("tokens.rotate: a fresh token is spent once", rotated is { IsSuccess: true, Rows.Count: 1 }) ? session with { TokenHash = hash } : null;
    }

    /// <summary>Tries to spend a token that was spent.</summary>
    public async ValueTask RotateAgainAsync(OpenedSession spent, CancellationToken stop)
    {
        var rotated = await RotateAsync(spent, NewHash(), stop);
        user.Check("tokens.rotate: a spent token is not good", rotated is { IsSuccess: true, Rows.Count: 0 });
    }

    /// <summary>Signs out.</summary>
    public async ValueTask RevokeAsync(OpenedSession session, CancellationToken stop)
    {
        var revoked = await postgres.QueryAsync(AccountStatements.RevokeSession, row => row.GetGuid(0), stop, session.Id, Now);
        user.Check("sessions.revoke: the session is there", revoked.IsSuccess && revoked.Rows is [var id] && id == session.Id);
    }

    private Task<PostgresResult<long>> RotateAsync(OpenedSession session, byte[] hash, CancellationToken stop) => postgres.QueryAsync(
        AccountStatements.RotateToken, row => row.GetInt64(0), stop, session.TokenHash, hash, Now, Now + TokenLifetime, Client, new[] { "offline_access" });

    private static (long Id, string Email, bool IsRevoked) ReadProfile(NpgsqlDataReader row) => (row.GetInt64(0), row.GetString(1), row.GetBoolean(9));

    // Not the user's random numbers: a plan that is run twice would open the same sessions twice.
    private static Guid NewId() => Guid.CreateVersion7();

    private static byte[] NewHash() => [.. Guid.NewGuid().ToByteArray(), .. Guid.NewGuid().ToByteArray()];
}
