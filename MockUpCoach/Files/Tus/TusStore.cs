using Npgsql;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Files.Tus;

/// <summary>What is known about uploads. Always asked of the primary: a sender goes by the offset that it is told.</summary>
internal sealed class TusStore(UpCoachDatabase database)
{
    private const string Columns = "id, length, received, metadata, is_partial, parts, expires_at, completed_at";

    private const string Insert = $"""
        /* uploads.create */
        INSERT INTO uploads (id, owner, length, received, metadata, is_partial, parts, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING {Columns}
        """;

    private const string Select = $"/* uploads.get */ SELECT {Columns} FROM uploads WHERE id = $1 AND owner = $2";

    private const string SelectParts = $"/* uploads.parts */ SELECT {Columns} FROM uploads WHERE id = ANY ($1) AND owner = $2";

    private const string Update = $"""
        /* uploads.advance */
        UPDATE uploads SET length = $2, received = $3, expires_at = $4, completed_at = $5 WHERE id = $1 RETURNING {Columns}
        """;

    private const string Delete = "/* uploads.delete */ DELETE FROM uploads WHERE id = $1 RETURNING id";

    private const string DeleteExpired = """
        /* uploads.expire */
        DELETE FROM uploads WHERE id IN (SELECT id FROM uploads WHERE expires_at < $1 ORDER BY expires_at LIMIT 1000 FOR UPDATE SKIP LOCKED) RETURNING id
        """;

    public Task CreateAsync(CurrentUser user, TusUpload upload, DateTimeOffset now, CancellationToken stop) => database.WriteAsync(
        new Sql(Insert).With(upload.Id).With(user.Id).With(upload.Length).With(upload.Received).With(upload.Metadata).With(upload.IsPartial).With(upload.Parts)
            .With(now.UtcDateTime).With(upload.ExpiresAt.UtcDateTime),
        Rows.First(Map), stop);

    public async Task<TusUpload?> FindAsync(CurrentUser user, Guid id, CancellationToken stop) =>
        user.Note(await database.ReadAsync(WalPosition.Unknown, new Sql(Select).With(id).With(user.Id), Rows.First(Map), stop));

    public async Task<List<TusUpload>> FindAllAsync(CurrentUser user, Guid[] ids, CancellationToken stop) =>
        user.Note(await database.ReadAsync(WalPosition.Unknown, new Sql(SelectParts).With(ids).With(user.Id), Rows.All(Map), stop));

    /// <summary>Saves how far an upload is; null if it was deleted meanwhile.</summary>
    public async Task<TusUpload?> SaveAsync(TusUpload upload, CancellationToken stop) => (await database.WriteAsync(
        new Sql(Update).With(upload.Id).With(upload.Length).With(upload.Received).With(upload.ExpiresAt.UtcDateTime).With(upload.CompletedAt?.UtcDateTime),
        Rows.First(Map), stop)).Value;

    public Task DeleteAsync(Guid id, CancellationToken stop) =>
        database.WriteAsync(new Sql(Delete).With(id), Rows.First(row => (object)row.GetGuid(0)), stop);

    /// <summary>Forgets uploads that have expired and gives their ids.</summary>
    public async Task<List<Guid>> DeleteExpiredAsync(DateTimeOffset now, CancellationToken stop) =>
        (await database.WriteAsync(new Sql(DeleteExpired).With(now.UtcDateTime), Rows.All(row => row.GetGuid(0)), stop)).Value;

    private static TusUpload Map(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.IsDBNull(1) ? null : row.GetInt64(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetString(3), row.GetBoolean(4),
        row.IsDBNull(5) ? null : row.GetFieldValue<Guid[]>(5), row.GetFieldValue<DateTimeOffset>(6), row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7));
}
