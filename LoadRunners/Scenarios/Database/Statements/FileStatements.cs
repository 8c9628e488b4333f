using UpCoach.LoadRunners.Protocols.Postgres;

namespace UpCoach.LoadRunners.Scenarios.Database.Statements;

/// <summary>The platform's statements of files' metadata, to the letter; a test compares.</summary>
internal static class FileStatements
{
    private const string Columns = "id, name, media_type, size, sha256, is_public, created_at, owner";
    private const string Attached = "f.id, f.name, f.media_type, f.size, encode(f.sha256, 'hex'), a.added_at";

    public static PostgresStatement Create { get; } = new("files.create", $"""
        INSERT INTO files (id, owner, name, media_type, size, sha256, is_public, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (id) DO UPDATE SET owner = files.owner RETURNING {Columns}
        """, IsPrepared: true);

    public static PostgresStatement Get { get; } = new("files.get", $"SELECT {Columns} FROM files WHERE id = $1", IsPrepared: true);

    public static PostgresStatement Delete { get; } = new("files.delete", "DELETE FROM files WHERE id = $1 AND owner = $2 RETURNING id", IsPrepared: true);

    public static PostgresStatement Attachments { get; } = new("attachments.list", $"""
        SELECT {Attached} FROM content_items i
        LEFT JOIN content_attachments a ON a.content_id = i.id LEFT JOIN files f ON f.id = a.file_id
        WHERE i.id = $1 AND (i.status = 'published' OR i.author_id = $2) ORDER BY a.added_at, f.id LIMIT 100
        """, IsPrepared: true);

    public static PostgresStatement Attach { get; } = new("attachments.add", $"""
        WITH item AS (
            SELECT id FROM content_items WHERE id = $1 AND (status = 'published' OR author_id = $2)
            AND (SELECT count(*) FROM content_attachments WHERE content_id = $1) < 100 FOR SHARE),
        file AS (
            SELECT f.* FROM files f WHERE f.id = $3 AND f.owner = $2 FOR SHARE),
        added AS (
            INSERT INTO content_attachments (content_id, file_id, added_by, added_at) SELECT item.id, file.id, $2, $4 FROM item, file
            ON CONFLICT DO NOTHING RETURNING *)
        SELECT {Attached}, true FROM added a JOIN file f ON f.id = a.file_id
        UNION ALL
        SELECT {Attached}, false FROM content_attachments a JOIN item ON item.id = a.content_id JOIN file f ON f.id = a.file_id WHERE NOT EXISTS (SELECT FROM added)
        """, IsPrepared: true);
}
