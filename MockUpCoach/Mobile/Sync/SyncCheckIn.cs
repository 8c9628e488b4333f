using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Mobile.Sync;

/// <summary>Check-ins, written offline. There is one for each habit and day: a second is the first.</summary>
internal sealed class SyncCheckIn : ISyncEntity
{
    private const string InsertSql = $"""
        /* sync.check-in-insert */
        WITH habit AS (
            SELECT id, name FROM habits WHERE id = $1 AND user_id = $2),
        {CheckInSql.Add}
        SELECT id, is_new FROM ({CheckInSql.AddedOrFound}) found (id, habit_id, date, note, recorded_at, is_new)
        """;

    private const string Mine = "habit_id IN (SELECT id FROM habits WHERE user_id = $2)";

    private const string UpdateSql = $"""
        /* sync.check-in-update */
        UPDATE check_ins SET note = coalesce($6, note), revision = $3 WHERE {SyncTarget.MayWrite} AND {Mine} RETURNING id
        """;

    // The streak is counted anew: back from the latest day until the first gap. The deleted row is still visible to this statement, so it is left out by hand.
    private const string DeleteSql = $"""
        /* sync.check-in-delete */
        WITH gone AS (
            DELETE FROM check_ins WHERE {SyncTarget.MayWrite} AND {Mine} RETURNING id, habit_id),
        steps AS (
            SELECT c.date, lag(c.date) OVER (ORDER BY c.date DESC) - c.date > CASE h.cadence WHEN 'daily' THEN 1 ELSE 7 END AS is_gap
            FROM gone JOIN habits h ON h.id = gone.habit_id JOIN check_ins c ON c.habit_id = h.id AND c.id <> gone.id),
        runs AS (
            SELECT date, count(*) FILTER (WHERE is_gap) OVER (ORDER BY date DESC) AS gaps FROM steps),
        kept AS (
            UPDATE habits h SET last_date = (SELECT max(date) FROM runs), streak = (SELECT count(*) FROM runs WHERE gaps = 0)
            FROM gone WHERE h.id = gone.habit_id)
        SELECT id FROM gone
        """;

    public string Name => "check-in";

    public string SelectCurrent(string id, string userId) => $"""
        SELECT c.revision, jsonb_build_object('habitId', c.habit_id, 'date', c.date, 'note', c.note)
        FROM check_ins c JOIN habits h ON h.id = c.habit_id WHERE c.id = {id} AND h.user_id = {userId}
        """;

    public string? Refuse(SyncWrite write) =>
        write.Op == "insert" && (write.Data?.Date is null || (write.Data.HabitId is null && write.Data.HabitKey is null)) ? "A new check-in needs date, and habitId or habitKey." : null;

    public Sql Insert(long userId, SyncData data, DateTime now) =>
        new Sql(InsertSql).With(data.HabitId!.Value).With(userId).With(data.Date!.Value).With(data.Note).With(now);

    public Sql Update(SyncTarget target, SyncData data) => target.Bind(UpdateSql).With(data.Note);

    public Sql Delete(SyncTarget target) => target.Bind(DeleteSql);
}
