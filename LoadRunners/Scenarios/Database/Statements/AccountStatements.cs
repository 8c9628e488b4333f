using UpCoach.LoadRunners.Protocols.Postgres;

namespace UpCoach.LoadRunners.Scenarios.Database.Statements;

/// <summary>The platform's statements of sign-in, sessions and profiles, to the letter; a test compares.</summary>
internal static class AccountStatements
{
    private const string Columns = "u.id, u.email, u.display_name, s.realm, u.time_zone, u.created_at, s.client_id, s.scope, s.created_at, s.revoked_at IS NOT NULL";

    public static PostgresStatement FindPassword { get; } = new(
        "passwords.find", "SELECT u.id, p.hash FROM users u JOIN passwords p ON p.user_id = u.id WHERE u.email = $1", IsPrepared: true);

    public static PostgresStatement FindUser { get; } = new("users.by-email", "SELECT id FROM users WHERE email = $1", IsPrepared: true);

    public static PostgresStatement FindSession { get; } = new(
        "sessions.find", $"SELECT {Columns} FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = $1", IsPrepared: true);

    public static PostgresStatement OpenSession { get; } = new("sessions.open", $"""
        WITH s AS (
            INSERT INTO sessions (id, user_id, realm, client_id, scope, created_at) VALUES ($1, $2, $3, $4, $5, $9) RETURNING *),
        token AS (
            INSERT INTO refresh_tokens (hash, session_id, issued_at, expires_at) SELECT $7, s.id, $6, $8 FROM s WHERE $7 IS NOT NULL)
        SELECT {Columns} FROM s JOIN users u ON u.id = s.user_id
        """, IsPrepared: true);

    public static PostgresStatement RotateToken { get; } = new("tokens.rotate", $"""
        WITH used AS (
            UPDATE refresh_tokens t SET used_at = $3 FROM sessions s
            WHERE t.hash = $1 AND t.used_at IS NULL AND t.expires_at > $3 AND s.id = t.session_id AND s.revoked_at IS NULL AND s.client_id = $5
                AND string_to_array(s.scope, ' ') @> $6
            RETURNING t.session_id),
        token AS (
            INSERT INTO refresh_tokens (hash, session_id, issued_at, expires_at) SELECT $2, session_id, $3, $4 FROM used)
        SELECT {Columns}, s.id FROM used JOIN sessions s ON s.id = used.session_id JOIN users u ON u.id = s.user_id
        """, IsPrepared: true);

    public static PostgresStatement FindUnusedToken { get; } = new("tokens.unused", """
        SELECT 1 FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id
        WHERE t.hash = $1 AND t.used_at IS NULL AND t.expires_at > $2 AND s.revoked_at IS NULL
        """, IsPrepared: true);

    public static PostgresStatement RevokeSession { get; } = new(
        "sessions.revoke", "UPDATE sessions SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1 RETURNING id", IsPrepared: true);
}
