using System.Text.Json;
using Npgsql;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data;
using UpCoach.MockUpCoach.Paging;

namespace UpCoach.MockUpCoach.Mobile.Sync;

/// <summary>Delta sync. A user's changes are numbered under a row lock, so they become visible in order and a cursor never passes an unseen one.</summary>
internal sealed class SyncStore(UpCoachDatabase database)
{
    private const string Newer = "FROM changes WHERE user_id = $1 AND seq > $2 ORDER BY seq LIMIT $3";

    private const string SelectSince = $"/* sync.since */ SELECT seq, entity, entity_id, op, at, NULL {Newer}";

    private static readonly string SelectSinceWithData = $"""
        /* sync.since-with-data */
        SELECT seq, entity, entity_id, op, at, CASE entity {string.Join(' ', SyncEntities.All.Select(StateOf))} END FROM (SELECT * {Newer}) newer ORDER BY seq
        """;

    /// <summary>Gives the changes after a cursor, or null if the oldest of them are no longer kept: the client then starts over.</summary>
    public async Task<SyncPage?> GetSinceAsync(CurrentUser user, string? since, int limit, bool withData, CancellationToken stop)
    {
        var after = Cursor.Read(since, 0);
        var sql = new Sql(withData ? SelectSinceWithData : SelectSince).With(user.Id).With(after).With(limit + 1);
        var rows = user.Note(await database.ReadAsync(user.PersonalFloor, sql, Rows.All(Map), stop));

        // Numbers have no gaps, so a gap is what was dropped.
        if (after > 0 && rows.Count > 0 && rows[0].Seq > after + 1)
            return null;
        var (changes, next) = Page.Cut(rows, limit, change => change.Seq);
        return new SyncPage(changes, next ?? Cursor.Write(changes.Count == 0 ? after : changes[^1].Seq), next is not null);
    }

    private static string StateOf(ISyncEntity entity) =>
        $"WHEN '{entity.Name}' THEN (SELECT state FROM ({entity.SelectCurrent("newer.entity_id", "$1")}) s (revision, state))";

    private static Change Map(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4),
        row.IsDBNull(5) ? null : JsonSerializer.Deserialize(row.GetString(5), ApiJson.Default.SyncState));
}
