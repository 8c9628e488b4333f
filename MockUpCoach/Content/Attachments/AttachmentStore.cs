using Npgsql;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Content.Attachments;

/// <summary>Which files belong to which article. A file that is deleted, or an article, takes its attachments along.</summary>
internal sealed class AttachmentStore(UpCoachDatabase database, UserWrites writes, TimeProvider clock)
{
    private const string Columns = "f.id, f.name, f.media_type, f.size, encode(f.sha256, 'hex'), a.added_at";

    // The left joins tell an unknown article (no row) from one without attachments (a row of nulls).
    private const string SelectAll = $"""
        /* attachments.list */
        SELECT {Columns} FROM content_items i
        LEFT JOIN content_attachments a ON a.content_id = i.id LEFT JOIN files f ON f.id = a.file_id
        WHERE i.id = $1 AND (i.status = 'published' OR i.author_id = $2) ORDER BY a.added_at, f.id LIMIT 100
        """;

    // Nobody attaches a file of somebody else: who reads the article may read the file.
    private const string Insert = $"""
        /* attachments.add */
        WITH item AS (
            SELECT id FROM content_items WHERE id = $1 AND (status = 'published' OR author_id = $2)
            AND (SELECT count(*) FROM content_attachments WHERE content_id = $1) < 100 FOR SHARE),
        file AS (
            SELECT f.* FROM files f WHERE f.id = $3 AND f.owner = $2 FOR SHARE),
        added AS (
            INSERT INTO content_attachments (content_id, file_id, added_by, added_at) SELECT item.id, file.id, $2, $4 FROM item, file
            ON CONFLICT DO NOTHING RETURNING *)
        SELECT {Columns}, true FROM added a JOIN file f ON f.id = a.file_id
        UNION ALL
        SELECT {Columns}, false FROM content_attachments a JOIN item ON item.id = a.content_id JOIN file f ON f.id = a.file_id WHERE NOT EXISTS (SELECT FROM added)
        """;

    private const string Delete = """
        /* attachments.remove */
        DELETE FROM content_attachments a USING content_items i
        WHERE a.content_id = $1 AND a.file_id = $2 AND i.id = a.content_id AND (a.added_by = $3 OR i.author_id = $3) RETURNING a.content_id
        """;

    /// <summary>Gives the attachments of an article, or null if there is no such article for this user.</summary>
    public async Task<AttachmentList?> GetAllAsync(CurrentUser user, long id, CancellationToken stop)
    {
        var rows = user.Note(await database.ReadAsync(
            user.ContentFloor, new Sql(SelectAll).With(id).With(user.Id), Rows.All(row => row.IsDBNull(0) ? null : Map(row)), stop));
        return rows.Count == 0 ? null : new AttachmentList([.. rows.OfType<Attachment>()]);
    }

    /// <summary>Attaches a file, or finds that it is attached; null if there is no such article or file for this user.</summary>
    public async Task<(Attachment Attachment, bool Created)?> AddAsync(CurrentUser user, long id, Guid fileId, CancellationToken stop)
    {
        // A second try finds what a simultaneous request, invisible to the first, had just attached.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var sql = new Sql(Insert).With(id).With(user.Id).With(fileId).With(clock.GetUtcNow().UtcDateTime);
            var write = await database.WriteAsync(sql, Rows.First(row => Tuple.Create(Map(row), row.GetBoolean(6))), stop);
            if (write.Value is not var (attachment, created))
                continue;
            await writes.ContentAsync(user.Id, write.CommittedAt);
            return (attachment, created);
        }

        return null;
    }

    /// <summary>Takes a file off an article; false if it is not there, or was attached by somebody else to an article of somebody else.</summary>
    public async Task<bool> RemoveAsync(CurrentUser user, long id, Guid fileId, CancellationToken stop)
    {
        var write = await database.WriteAsync(new Sql(Delete).With(id).With(fileId).With(user.Id), Rows.First(row => (object)row.GetInt64(0)), stop);
        if (write.Value is null)
            return false;
        await writes.ContentAsync(user.Id, write.CommittedAt);
        return true;
    }

    private static Attachment Map(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetString(4), row.GetFieldValue<DateTimeOffset>(5));
}
