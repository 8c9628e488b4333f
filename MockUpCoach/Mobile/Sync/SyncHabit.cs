using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Mobile.Sync;

/// <summary>Habits, written offline. With a habit its check-ins go; its tombstone speaks for them.</summary>
internal sealed class SyncHabit : ISyncEntity
{
    // As many as the list shows.
    private const string InsertSql = """
        /* sync.habit-insert */
        INSERT INTO habits (user_id, name, cadence, streak)
        SELECT $1, $2, $3, 0 WHERE (SELECT count(*) FROM habits WHERE user_id = $1) < 100 RETURNING id, true
        """;

    private const string UpdateSql = $"""
        /* sync.habit-update */
        UPDATE habits SET name = coalesce($6, name), cadence = coalesce($7, cadence), revision = $3
        WHERE user_id = $2 AND {SyncTarget.MayWrite} RETURNING id
        """;

    private const string DeleteSql = $"/* sync.habit-delete */ DELETE FROM habits WHERE user_id = $2 AND {SyncTarget.MayWrite} RETURNING id";

    public string Name => "habit";

    public string SelectCurrent(string id, string userId) => $"""
        SELECT revision, jsonb_build_object('name', name, 'cadence', cadence, 'streak', streak) FROM habits WHERE id = {id} AND user_id = {userId}
        """;

    public string? Refuse(SyncWrite write) => write.Op == "insert" && write.Data is not { Name: not null, Cadence: not null } ? "A new habit needs name and cadence." : null;

    public Sql Insert(long userId, SyncData data, DateTime now) => new Sql(InsertSql).With(userId).With(data.Name!).With(data.Cadence!);

    public Sql Update(SyncTarget target, SyncData data) => target.Bind(UpdateSql).With(data.Name).With(data.Cadence);

    public Sql Delete(SyncTarget target) => target.Bind(DeleteSql);
}
