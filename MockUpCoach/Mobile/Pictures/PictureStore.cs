using System.Text.Json;
using Npgsql;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data;
using UpCoach.MockUpCoach.Files.Images;
using UpCoach.MockUpCoach.Paging;

namespace UpCoach.MockUpCoach.Mobile.Pictures;

/// <summary>Lists the images that are ready: the user's own and those that belong to everybody.</summary>
internal sealed class PictureStore(UpCoachDatabase database)
{
    // Two walks along the index (owner, seq); "owner = $1 OR owner IS NULL" would sort all of both.
    private const string SelectPage = """
        /* pictures.page */
        SELECT seq, id, created_at, variants FROM (
            (SELECT * FROM images WHERE owner = $1 AND seq < $2 AND state = 'ready' ORDER BY seq DESC LIMIT $3)
            UNION ALL
            (SELECT * FROM images WHERE owner IS NULL AND seq < $2 AND state = 'ready' ORDER BY seq DESC LIMIT $3)) both_kinds
        ORDER BY seq DESC LIMIT $3
        """;

    public async Task<PicturePage> GetPageAsync(CurrentUser user, string? cursor, int limit, CancellationToken stop)
    {
        var sql = new Sql(SelectPage).With(user.Id).With(Cursor.Read(cursor, long.MaxValue)).With(limit + 1);
        var rows = user.Note(await database.ReadAsync(user.PersonalFloor, sql, Rows.All(row => (Seq: row.GetInt64(0), Picture: Map(row))), stop));
        var (items, next) = Page.Cut(rows, limit, item => item.Seq);
        return new PicturePage([.. items.Select(item => item.Picture)], next);
    }

    private static Picture Map(NpgsqlDataReader row)
    {
        var id = row.GetString(1);
        var variants = row.IsDBNull(3) ? [] : JsonSerializer.Deserialize(row.GetString(3), ApiJson.Default.IReadOnlyListImageVariant)!;
        return new Picture(id, row.GetFieldValue<DateTimeOffset>(2), [.. variants.Select(variant => new PictureSize(
            variant.Name, variant.Width, variant.Height,
            ImageVariants.Url(id, variant.Name, "jpg"), ImageVariants.Url(id, variant.Name, "webp"), ImageVariants.Url(id, variant.Name, "avif")))]);
    }
}
