using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data;
using UpCoach.MockUpCoach.Paging;

namespace UpCoach.MockUpCoach.Mobile;

/// <summary>Notifications.</summary>
internal sealed class NotificationStore(UpCoachDatabase database, UserWrites writes, TimeProvider clock)
{
    private const string SelectPage = """
        /* notifications.page */
        SELECT id, kind, text, read, created_at FROM notifications WHERE user_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
        """;

    // Other devices learn of it by the changes, one a notification.
    private const string MarkRead = """
        /* notifications.read */
        WITH clock AS MATERIALIZED (
            SELECT change_seq FROM user_clocks WHERE user_id = $1 FOR UPDATE),
        unread AS (
            SELECT id, row_number() OVER (ORDER BY id) AS n FROM notifications, clock WHERE user_id = $1 AND id = ANY ($2) AND NOT read),
        marked AS (
            UPDATE notifications n SET read = true, revision = clock.change_seq + unread.n FROM unread, clock WHERE n.id = unread.id RETURNING n.id, n.revision),
        ticked AS (
            UPDATE user_clocks SET change_seq = change_seq + (SELECT count(*) FROM marked) WHERE user_id = $1 AND EXISTS (SELECT FROM marked)),
        change AS (
            INSERT INTO changes (user_id, seq, entity, entity_id, op, at) SELECT $1, revision, 'notification', id, 'update', $3 FROM marked)
        SELECT id FROM marked
        """;

    public async Task<NotificationPage> GetPageAsync(CurrentUser user, string? cursor, int limit, CancellationToken stop)
    {
        var sql = new Sql(SelectPage).With(user.Id).With(Cursor.Read(cursor, long.MaxValue)).With(limit + 1);
        var rows = user.Note(await database.ReadAsync(user.PersonalFloor, sql, Rows.All(row => new Notification(
            row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetBoolean(3), row.GetFieldValue<DateTimeOffset>(4))), stop));
        var (items, next) = Page.Cut(rows, limit, item => item.Id);
        return new NotificationPage(items, next);
    }

    /// <summary>Marks those of <paramref name="ids"/> that are the user's and not read yet.</summary>
    public async Task<NotificationsRead> MarkReadAsync(CurrentUser user, long[] ids, CancellationToken stop)
    {
        var write = await database.WriteAsync(new Sql(MarkRead).With(user.Id).With(ids).With(clock.GetUtcNow().UtcDateTime), Rows.All(row => row.GetInt64(0)), stop);
        if (write.Value.Count > 0)
            await writes.PersonalAsync(user.Id, write.CommittedAt);
        return new NotificationsRead(write.Value.Count);
    }
}
