using System.Globalization;
using Npgsql;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data;
using UpCoach.MockUpCoach.Data.Caching;
using UpCoach.MockUpCoach.Paging;

namespace UpCoach.MockUpCoach.Content;

/// <summary>Reads articles and their versions.</summary>
internal sealed class ContentStore(UpCoachDatabase database, ReadCache cache)
{
    public const string ItemColumns = "id, title, body, tags, version, author_id, updated_at, status";
    public const string FirstPageKey = "content:first-page";

    private const string SelectItem = $"/* content.get */ SELECT {ItemColumns} FROM content_items WHERE id = $1";

    private const string SelectPage = """
        /* content.page */
        SELECT id, title, summary, tags, version, updated_at FROM content_items WHERE id < $1 AND status = 'published' ORDER BY id DESC LIMIT $2
        """;

    private const string SelectPageOfTag = """
        /* content.page-of-tag */
        SELECT id, title, summary, tags, version, updated_at FROM content_items WHERE id < $1 AND tags @> ARRAY[$3] AND status = 'published' ORDER BY id DESC LIMIT $2
        """;

    private const string SelectDrafts = """
        /* content.drafts */
        SELECT id, title, summary, tags, version, updated_at FROM content_items WHERE id < $1 AND author_id = $3 AND status = 'draft' ORDER BY id DESC LIMIT $2
        """;

    private const string SelectVersions = """
        /* content.versions */
        SELECT v.version, v.title, v.updated_at, v.author_id FROM content_items i JOIN content_versions v ON v.content_id = i.id
        WHERE i.id = $1 AND (i.status = 'published' OR i.author_id = $2) ORDER BY v.version DESC LIMIT 1000
        """;

    private const string SelectSomeVersions = """
        /* content.some-versions */
        SELECT v.content_id, v.title, v.body, v.tags, v.version, v.author_id, v.updated_at, i.status
        FROM content_items i JOIN content_versions v ON v.content_id = i.id
        WHERE i.id = $1 AND v.version = ANY ($2) AND (i.status = 'published' OR i.author_id = $3)
        """;

    public static string Key(long id) => string.Create(CultureInfo.InvariantCulture, $"content:{id}");

    public async Task<ContentItem?> FindAsync(CurrentUser user, long id, CancellationToken stop)
    {
        var item = user.Note(await cache.GetAsync(
            CacheRegion.Content, Key(id), user.ContentFloor, ApiJson.Default.ContentItem,
            floor => database.ReadAsync(floor, new Sql(SelectItem).With(id), Rows.First(MapItem), CancellationToken.None), stop));

        // The cache holds one copy for all, so who may see it is decided after.
        return item is { Status: ContentStatus.Draft } && item.AuthorId != user.Id ? null : item;
    }

    public async Task<ContentPage> GetPageAsync(CurrentUser user, string? after, string? tag, int limit, CancellationToken stop)
    {
        var before = Cursor.Read(after, long.MaxValue);
        var read = before == long.MaxValue && tag is null && limit == Limits.Page
            ? await cache.GetAsync(CacheRegion.ContentList, FirstPageKey, user.ContentFloor, ApiJson.Default.ContentPage,
                floor => QueryPageAsync(floor, before, tag, limit, CancellationToken.None), stop)
            : await QueryPageAsync(user.ContentFloor, before, tag, limit, stop);
        return user.Note(read)!;
    }

    public async Task<ContentPage> GetDraftsAsync(CurrentUser user, string? after, int limit, CancellationToken stop)
    {
        var sql = new Sql(SelectDrafts).With(Cursor.Read(after, long.MaxValue)).With(limit + 1).With(user.Id);
        var (items, next) = Page.Cut(user.Note(await database.ReadAsync(user.ContentFloor, sql, Rows.All(MapSummary), stop)), limit, item => item.Id);
        return new ContentPage(items, next);
    }

    public async Task<ContentVersionList?> GetVersionsAsync(CurrentUser user, long id, CancellationToken stop)
    {
        var rows = user.Note(await database.ReadAsync(user.ContentFloor, new Sql(SelectVersions).With(id).With(user.Id), Rows.All(row => new ContentVersion(
            row.GetInt32(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.GetInt64(3))), stop));
        return rows.Count == 0 ? null : new ContentVersionList(rows);
    }

    public async Task<ContentItem?> FindVersionAsync(CurrentUser user, long id, int version, CancellationToken stop) =>
        await FindVersionsAsync(user, id, [version], stop) is [var item] ? item : null;

    /// <summary>Gives those of the versions that there are, in any order.</summary>
    public async Task<IReadOnlyList<ContentItem>> FindVersionsAsync(CurrentUser user, long id, int[] versions, CancellationToken stop) =>
        user.Note(await database.ReadAsync(user.ContentFloor, new Sql(SelectSomeVersions).With(id).With(versions).With(user.Id), Rows.All(MapItem), stop));

    public static ContentItem MapItem(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetFieldValue<string[]>(3), row.GetInt32(4), row.GetInt64(5), row.GetFieldValue<DateTimeOffset>(6), row.GetString(7));

    private static ContentSummary MapSummary(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetFieldValue<string[]>(3), row.GetInt32(4), row.GetFieldValue<DateTimeOffset>(5));

    private async Task<DatabaseRead<ContentPage?>> QueryPageAsync(WalPosition floor, long before, string? tag, int limit, CancellationToken stop)
    {
        var sql = new Sql(tag is null ? SelectPage : SelectPageOfTag).With(before).With(limit + 1);
        var rows = await database.ReadAsync(floor, tag is null ? sql : sql.With(tag), Rows.All(MapSummary), stop);
        var (items, next) = Page.Cut(rows.Value, limit, item => item.Id);
        return new DatabaseRead<ContentPage?>(new ContentPage(items, next), rows.AsOf, rows.Source);
    }
}
