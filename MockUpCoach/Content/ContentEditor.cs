using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data;
using UpCoach.MockUpCoach.Data.Caching;

namespace UpCoach.MockUpCoach.Content;

/// <summary>Writes articles. Every state of an article, the present one too, is a row of its versions.</summary>
internal sealed class ContentEditor(UpCoachDatabase database, ReadCache cache, UserWrites writes, TimeProvider clock)
{
    private const string Keep = """
        INSERT INTO content_versions (content_id, title, body, tags, version, author_id, updated_at) SELECT id, title, body, tags, version, author_id, updated_at FROM item
        """;

    private const string Insert = $"""
        /* content.create */
        WITH item AS (
            INSERT INTO content_items (title, body, tags, version, author_id, updated_at, status) VALUES ($1, $2, $3, 1, $4, $5, $6) RETURNING {ContentStore.ItemColumns}),
        kept AS ({Keep})
        SELECT {ContentStore.ItemColumns} FROM item
        """;

    // Everybody may improve what is published; a draft is its author's alone.
    private const string MayWrite = "(status = 'published' OR author_id = $1)";

    private const string Update = $"""
        /* content.update */
        WITH item AS (
            UPDATE content_items SET title = $5, body = $6, tags = $7, version = version + 1, author_id = $1, updated_at = $2
            WHERE id = $3 AND {MayWrite} AND ($4::integer[] IS NULL OR version = ANY ($4)) RETURNING {ContentStore.ItemColumns}),
        kept AS ({Keep})
        SELECT {ContentStore.ItemColumns} FROM item
        """;

    private const string Restore = $"""
        /* content.restore */
        WITH old AS (
            SELECT title, body, tags FROM content_versions WHERE content_id = $3 AND version = $5),
        item AS (
            UPDATE content_items SET title = old.title, body = old.body, tags = old.tags, version = version + 1, author_id = $1, updated_at = $2
            FROM old WHERE id = $3 AND {MayWrite} AND ($4::integer[] IS NULL OR version = ANY ($4))
            RETURNING id, content_items.title, content_items.body, content_items.tags, version, author_id, updated_at, status),
        kept AS ({Keep})
        SELECT {ContentStore.ItemColumns} FROM item
        """;

    private const string Publish = $"""
        /* content.publish */
        UPDATE content_items SET status = 'published' WHERE id = $2 AND {MayWrite} RETURNING {ContentStore.ItemColumns}
        """;

    private const string Exists = $"/* content.exists */ SELECT id FROM content_items WHERE id = $2 AND {MayWrite}";

    public async Task<ContentItem> CreateAsync(CurrentUser user, ContentCreation draft, CancellationToken stop)
    {
        var sql = new Sql(Insert).With(draft.Title!).With(draft.Body!).With(draft.Tags ?? []).With(user.Id).With(clock.GetUtcNow().UtcDateTime)
            .With(draft.Status ?? ContentStatus.Published);
        return (await WriteAsync(user, sql, stop))!;
    }

    /// <summary>Makes a new version; null if there is no such item, or it is none of <paramref name="expectedVersions"/> (null: whichever).</summary>
    public Task<ContentItem?> UpdateAsync(CurrentUser user, long id, ContentDraft draft, int[]? expectedVersions, CancellationToken stop) =>
        WriteAsync(user, Bind(Update, user, id, expectedVersions).With(draft.Title!).With(draft.Body!).With(draft.Tags ?? []), stop);

    /// <summary>Makes a new version that says what <paramref name="version"/> said; null as in <see cref="UpdateAsync"/>, or if there is no such version.</summary>
    public Task<ContentItem?> RestoreAsync(CurrentUser user, long id, int version, int[]? expectedVersions, CancellationToken stop) =>
        WriteAsync(user, Bind(Restore, user, id, expectedVersions).With(version), stop);

    /// <summary>Shows a draft to everybody; what is published stays so. Null if there is no such item.</summary>
    public Task<ContentItem?> PublishAsync(CurrentUser user, long id, CancellationToken stop) => WriteAsync(user, new Sql(Publish).With(user.Id).With(id), stop);

    /// <summary>Says whether there is such an item, for this user.</summary>
    public async Task<bool> ExistsAsync(CurrentUser user, long id, CancellationToken stop) =>
        (await database.ReadAsync(WalPosition.Unknown, new Sql(Exists).With(user.Id).With(id), Rows.First(row => (object)row.GetInt64(0)), stop)).Value is not null;

    private Sql Bind(string sql, CurrentUser user, long id, int[]? expectedVersions) =>
        new Sql(sql).With(user.Id).With(clock.GetUtcNow().UtcDateTime).With(id).With(expectedVersions);

    private async Task<ContentItem?> WriteAsync(CurrentUser user, Sql sql, CancellationToken stop)
    {
        var write = await database.WriteAsync(sql, Rows.First(ContentStore.MapItem), stop);
        if (write.Value is not null)
            await ForgetAsync(user, write!);
        return write.Value;
    }

    private Task ForgetAsync(CurrentUser user, DatabaseWrite<ContentItem> write) => Task.WhenAll(
        writes.ContentAsync(user.Id, write.CommittedAt),
        cache.InvalidateAsync(write.CommittedAt, CacheRegion.Content, ContentStore.Key(write.Value.Id)),
        cache.InvalidateAsync(write.CommittedAt, CacheRegion.ContentList, ContentStore.FirstPageKey),
        cache.InvalidateAsync(write.CommittedAt, CacheRegion.Tags, SearchStore.TagsKey));
}
