using System.Globalization;
using Npgsql;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data;
using UpCoach.MockUpCoach.Data.Caching;
using UpCoach.MockUpCoach.Files.Images;
using UpCoach.MockUpCoach.Paging;

namespace UpCoach.MockUpCoach.Mobile;

/// <summary>The home feed. The first page of the usual size is cached: nearly everyone asks just that.</summary>
internal sealed class FeedStore(UpCoachDatabase database, ReadCache cache)
{
    private const string SelectPage = """
        /* feed.page */
        SELECT id, kind, title, summary, content_id, created_at FROM feed_items WHERE user_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
        """;

    public static string Key(long userId) => string.Create(CultureInfo.InvariantCulture, $"feed:{userId}");

    public async Task<FeedPage> GetPageAsync(CurrentUser user, string? cursor, int limit, CancellationToken stop)
    {
        var before = Cursor.Read(cursor, long.MaxValue);
        var read = before == long.MaxValue && limit == Limits.Page
            ? await cache.GetAsync(CacheRegion.Feed, Key(user.Id), user.PersonalFloor, ApiJson.Default.FeedPage,
                floor => QueryAsync(user.Id, floor, before, limit, CancellationToken.None), stop)
            : await QueryAsync(user.Id, user.PersonalFloor, before, limit, stop);
        return user.Note(read)!;
    }

    private async Task<DatabaseRead<FeedPage?>> QueryAsync(long userId, WalPosition floor, long before, int limit, CancellationToken stop)
    {
        var rows = await database.ReadAsync(floor, new Sql(SelectPage).With(userId).With(before).With(limit + 1), Rows.All(Map), stop);
        var (items, next) = Page.Cut(rows.Value, limit, item => item.Id);
        return new DatabaseRead<FeedPage?>(new FeedPage(items, next), rows.AsOf, rows.Source);
    }

    private static FeedItem Map(NpgsqlDataReader row)
    {
        long? content = row.IsDBNull(4) ? null : row.GetInt64(4);
        return new FeedItem(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), content, Picture(content), row.GetFieldValue<DateTimeOffset>(5));
    }

    // Until authors choose, every article has one of the pictures that belong to everybody.
    private static string? Picture(long? contentId) => contentId is { } id ? SeedImages.Id((int)(id % SeedImages.Count) + 1) : null;
}
