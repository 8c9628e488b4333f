using Npgsql;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>SQL of users, sessions and refresh tokens.</summary>
internal sealed class SessionStore(UpCoachDatabase database, TimeProvider clock)
{
    private const string FindUser = "/* users.by-email */ SELECT id FROM users WHERE email = $1";

    private const string Columns = "u.id, u.email, u.display_name, s.realm, u.time_zone, u.created_at, s.client_id, s.scope, s.created_at, s.revoked_at IS NOT NULL";

    private const string FindSession = $"/* sessions.find */ SELECT {Columns} FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = $1";

    private const string OpenSession = $"""
        /* sessions.open */
        WITH s AS (
            INSERT INTO sessions (id, user_id, realm, client_id, scope, created_at) VALUES ($1, $2, $3, $4, $5, $9) RETURNING *),
        token AS (
            INSERT INTO refresh_tokens (hash, session_id, issued_at, expires_at) SELECT $7, s.id, $6, $8 FROM s WHERE $7 IS NOT NULL)
        SELECT {Columns} FROM s JOIN users u ON u.id = s.user_id
        """;

    // The update's row lock lets one of two that come with the same token win.
    private const string RotateToken = $"""
        /* tokens.rotate */
        WITH used AS (
            UPDATE refresh_tokens t SET used_at = $3 FROM sessions s
            WHERE t.hash = $1 AND t.used_at IS NULL AND t.expires_at > $3 AND s.id = t.session_id AND s.revoked_at IS NULL AND s.client_id = $5
                AND string_to_array(s.scope, ' ') @> $6
            RETURNING t.session_id),
        token AS (
            INSERT INTO refresh_tokens (hash, session_id, issued_at, expires_at) SELECT $2, session_id, $3, $4 FROM used)
        SELECT {Columns}, s.id FROM used JOIN sessions s ON s.id = used.session_id JOIN users u ON u.id = s.user_id
        """;

    private const string FindUnused = """
        /* tokens.unused */
        SELECT 1 FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id
        WHERE t.hash = $1 AND t.used_at IS NULL AND t.expires_at > $2 AND s.revoked_at IS NULL
        """;

    // A token that was used before is a copy in wrong hands, on one side or the other: the whole family ends.
    private const string RevokeReused = """
        /* tokens.reused */
        UPDATE sessions SET revoked_at = $2
        WHERE revoked_at IS NULL AND id = (SELECT session_id FROM refresh_tokens WHERE hash = $1 AND used_at IS NOT NULL)
        RETURNING id
        """;

    private const string RevokeByToken = """
        /* sessions.revoke-by-token */
        UPDATE sessions SET revoked_at = coalesce(revoked_at, $2) WHERE id = (SELECT session_id FROM refresh_tokens WHERE hash = $1) RETURNING id
        """;

    private const string RevokeById = "/* sessions.revoke */ UPDATE sessions SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1 RETURNING id";

    public async Task<long?> FindUserAsync(string email, CancellationToken stop)
    {
        var read = await database.ReadAsync(WalPosition.Zero, new Sql(FindUser).With(email), Rows.First(row => (object)row.GetInt64(0)), stop);
        return (long?)read.Value;
    }

    public Task<DatabaseRead<SessionRecord?>> FindAsync(Guid id, WalPosition floor, CancellationToken stop) =>
        database.ReadAsync(floor, new Sql(FindSession).With(id), Rows.First(Map), stop);

    /// <summary>Opens a session; null if the user is gone.</summary>
    public Task<DatabaseWrite<SessionRecord?>> OpenAsync(Guid id, AuthorizationGrant grant, byte[]? tokenHash, TimeSpan tokenLifetime, CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var sql = new Sql(OpenSession).With(id).With(grant.UserId).With(grant.Realm).With(grant.ClientId).With(grant.Scope).With(now)
            .With(tokenHash).With(now + tokenLifetime).With(grant.SignedInAt.UtcDateTime);
        return database.WriteAsync(sql, Rows.First(Map), stop);
    }

    /// <summary>Exchanges an unused token for a new one; null if it is not good, or if its session does not have all of <paramref name="scope"/>.</summary>
    public Task<DatabaseWrite<Tuple<Guid, SessionRecord>?>> RotateAsync(
        byte[] oldHash, byte[] newHash, TimeSpan lifetime, string clientId, string[] scope, CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var sql = new Sql(RotateToken).With(oldHash).With(newHash).With(now).With(now + lifetime).With(clientId).With(scope);
        return database.WriteAsync(sql, Rows.First(row => Tuple.Create(row.GetGuid(10), Map(row))), stop);
    }

    /// <summary>Says whether a token could still be exchanged: then it was something else that was wrong.</summary>
    public async Task<bool> IsUnusedAsync(byte[] hash, CancellationToken stop)
    {
        var sql = new Sql(FindUnused).With(hash).With(clock.GetUtcNow().UtcDateTime);
        return (await database.ReadAsync(WalPosition.Unknown, sql, Rows.First(row => (object)row.GetInt32(0)), stop)).Value is not null;
    }

    /// <summary>Ends the session of a token that was used before; null if there is none to end.</summary>
    public Task<DatabaseWrite<object?>> RevokeReusedAsync(byte[] hash, CancellationToken stop) => RevokeAsync(new Sql(RevokeReused).With(hash), stop);

    public Task<DatabaseWrite<object?>> RevokeByTokenAsync(byte[] hash, CancellationToken stop) => RevokeAsync(new Sql(RevokeByToken).With(hash), stop);

    public Task<DatabaseWrite<object?>> RevokeByIdAsync(Guid id, CancellationToken stop) => RevokeAsync(new Sql(RevokeById).With(id), stop);

    private Task<DatabaseWrite<object?>> RevokeAsync(Sql sql, CancellationToken stop) =>
        database.WriteAsync(sql.With(clock.GetUtcNow().UtcDateTime), Rows.First(row => (object)row.GetGuid(0)), stop);

    private static SessionRecord Map(NpgsqlDataReader row) => new(
        new UserProfile(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetFieldValue<DateTimeOffset>(5)),
        row.GetString(6), row.GetString(7), row.GetFieldValue<DateTimeOffset>(8), row.GetBoolean(9));
}
