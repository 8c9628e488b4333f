using UpCoach.LoadRunners.Protocols.Postgres;

namespace UpCoach.LoadRunners.Scenarios.Database.Statements;

/// <summary>The platform's statements of articles and their versions, to the letter; a test compares.</summary>
internal static class ContentStatements
{
    private const string Columns = "id, title, body, tags, version, author_id, updated_at, status";
    private const string MayWrite = "(status = 'published' OR author_id = $1)";

    private const string Keep = """
        INSERT INTO content_versions (content_id, title, body, tags, version, author_id, updated_at) SELECT id, title, body, tags, version, author_id, updated_at FROM item
        """;

    public static PostgresStatement Get { get; } = new("content.get", $"SELECT {Columns} FROM content_items WHERE id = $1", IsPrepared: true);

    public static PostgresStatement Page { get; } = new("content.page", """
        SELECT id, title, summary, tags, version, updated_at FROM content_items WHERE id < $1 AND status = 'published' ORDER BY id DESC LIMIT $2
        """, IsPrepared: true);

    public static PostgresStatement PageOfTag { get; } = new("content.page-of-tag", """
        SELECT id, title, summary, tags, version, updated_at FROM content_items WHERE id < $1 AND tags @> ARRAY[$3] AND status = 'published' ORDER BY id DESC LIMIT $2
        """, IsPrepared: true);

    public static PostgresStatement Create { get; } = new("content.create", $"""
        WITH item AS (
            INSERT INTO content_items (title, body, tags, version, author_id, updated_at, status) VALUES ($1, $2, $3, 1, $4, $5, $6) RETURNING {Columns}),
        kept AS ({Keep})
        SELECT {Columns} FROM item
        """, IsPrepared: true);

    public static PostgresStatement Update { get; } = new("content.update", $"""
        WITH item AS (
            UPDATE content_items SET title = $5, body = $6, tags = $7, version = version + 1, author_id = $1, updated_at = $2
            WHERE id = $3 AND {MayWrite} AND ($4::integer[] IS NULL OR version = ANY ($4)) RETURNING {Columns}),
        kept AS ({Keep})
        SELECT {Columns} FROM item
        """, IsPrepared: true);

    public static PostgresStatement Restore { get; } = new("content.restore", $"""
        WITH old AS (
            SELECT title, body, tags FROM content_versions WHERE content_id = $3 AND version = $5),
        item AS (
            UPDATE content_items SET title = old.title, body = old.body, tags = old.tags, version = version + 1, author_id = $1, updated_at = $2
            FROM old WHERE id = $3 AND {MayWrite} AND ($4::integer[] IS NULL OR version = ANY ($4))
            RETURNING id, content_items.title, content_items.body, content_items.tags, version, author_id, updated_at, status),
        kept AS ({Keep})
        SELECT {Columns} FROM item
        """, IsPrepared: true);

    public static PostgresStatement Versions { get; } = new("content.versions", """
        SELECT v.version, v.title, v.updated_at, v.author_id FROM content_items i JOIN content_versions v ON v.content_id = i.id
        WHERE i.id = $1 AND (i.status = 'published' OR i.author_id = $2) ORDER BY v.version DESC LIMIT 1000
        """, IsPrepared: true);

    public static PostgresStatement SomeVersions { get; } = new("content.some-versions", """
        SELECT v.content_id, v.title, v.body, v.tags, v.version, v.author_id, v.updated_at, i.status
        FROM content_items i JOIN content_versions v ON v.content_id = i.id
        WHERE i.id = $1 AND v.version = ANY ($2) AND (i.status = 'published' OR i.author_id = $3)
        """, IsPrepared: true);
}
