using Npgsql;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data;
using UpCoach.MockUpCoach.Paging;

namespace UpCoach.MockUpCoach.Mobile.Messages;

/// <summary>Conversations with coaches. A message is kept once, however often the app sends it.</summary>
internal sealed class MessageStore(UpCoachDatabase database, UserWrites writes, TimeProvider clock)
{
    private const string Columns = "seq, id, author, text, sent_at, read_at IS NOT NULL";

    private const string SelectPage = $"""
        /* messages.page */
        SELECT {Columns} FROM messages WHERE user_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3
        """;

    // The clock's lock comes first, so that messages of one user are numbered and seen in the same order.
    private const string Insert = $"""
        /* messages.add */
        WITH turn AS MATERIALIZED (
            SELECT user_id FROM user_clocks WHERE user_id = $1 FOR UPDATE),
        added AS (
            INSERT INTO messages (user_id, id, author, text, sent_at) SELECT user_id, $2, 'user', $3, $4 FROM turn
            ON CONFLICT (user_id, id) DO NOTHING RETURNING *),
        clock AS (
            UPDATE user_clocks SET change_seq = change_seq + 1 WHERE user_id = $1 AND EXISTS (SELECT FROM added) RETURNING change_seq),
        change AS (
            INSERT INTO changes (user_id, seq, entity, entity_id, op, at) SELECT $1, clock.change_seq, 'message', a.seq, 'insert', $4 FROM added a, clock)
        SELECT {Columns}, true FROM added
        UNION ALL
        SELECT {Columns}, false FROM messages WHERE user_id = $1 AND id = $2 AND NOT EXISTS (SELECT FROM added)
        """;

    private const string MarkRead = """
        /* messages.read */
        UPDATE messages m SET read_at = $3 FROM messages last
        WHERE last.user_id = $1 AND last.id = $2 AND m.user_id = $1 AND m.seq <= last.seq AND m.author = 'coach' AND m.read_at IS NULL
        RETURNING m.seq
        """;

    public async Task<MessagePage> GetPageAsync(CurrentUser user, string? cursor, int limit, CancellationToken stop)
    {
        var sql = new Sql(SelectPage).With(user.Id).With(Cursor.Read(cursor, long.MaxValue)).With(limit + 1);
        var rows = user.Note(await database.ReadAsync(user.PersonalFloor, sql, Rows.All(row => (Seq: row.GetInt64(0), Message: Map(row))), stop));
        var (items, next) = Page.Cut(rows, limit, item => item.Seq);
        return new MessagePage([.. items.Select(item => item.Message)], next);
    }

    /// <summary>Keeps a message, or finds the one of that id, which may say something else.</summary>
    public async Task<(Message Message, bool Created)> SendAsync(CurrentUser user, MessageDraft draft, CancellationToken stop)
    {
        // A second try finds what a simultaneous request, invisible to the first, had just kept.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var sql = new Sql(Insert).With(user.Id).With(draft.Id!.Value).With(draft.Text!).With(clock.GetUtcNow().UtcDateTime);
            var write = await database.WriteAsync(sql, Rows.First(row => Tuple.Create(Map(row), row.GetBoolean(6))), stop);
            if (write.Value is not var (message, created))
                continue;
            await writes.PersonalAsync(user.Id, write.CommittedAt);
            return (message, created);
        }

        throw new InvalidOperationException($"User {user.Id} has no clock.");
    }

    public async Task MarkReadAsync(CurrentUser user, Guid upTo, CancellationToken stop)
    {
        var sql = new Sql(MarkRead).With(user.Id).With(upTo).With(clock.GetUtcNow().UtcDateTime);
        var write = await database.WriteAsync(sql, Rows.All(row => row.GetInt64(0)), stop);
        if (write.Value.Count > 0)
            await writes.PersonalAsync(user.Id, write.CommittedAt);
    }

    private static Message Map(NpgsqlDataReader row) =>
        new(row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4), row.GetBoolean(5));
}
