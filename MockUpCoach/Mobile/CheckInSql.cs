namespace UpCoach.MockUpCoach.Mobile;

/// <summary>What a new check-in means to other tables, for the statements that add one.</summary>
/// <remarks>Needs a query <c>habit (id, name)</c>, empty for an unknown or foreign one, and $2 user, $3 date, $4 note, $5 now.</remarks>
internal static class CheckInSql
{
    /// <summary>The row, unless there is one of that day, the habit's streak and the entry in the feed.</summary>
    public const string Add = """
        added AS (
            INSERT INTO check_ins (habit_id, date, note, recorded_at) SELECT id, $3, $4, $5 FROM habit
            ON CONFLICT (habit_id, date) DO NOTHING RETURNING *),
        streak AS (
            UPDATE habits h SET
                streak = CASE WHEN h.last_date IS NULL THEN 1 WHEN a.date < h.last_date THEN h.streak
                              WHEN a.date - h.last_date <= CASE h.cadence WHEN 'daily' THEN 1 ELSE 7 END THEN h.streak + 1 ELSE 1 END,
                last_date = greatest(h.last_date, a.date)
            FROM added a WHERE h.id = a.habit_id),
        story AS (
            INSERT INTO feed_items (user_id, kind, title, summary, created_at)
            SELECT $2, 'check-in', habit.name, 'Done on ' || to_char(a.date, 'YYYY-MM-DD'), $5 FROM added a, habit)
        """;

    /// <summary>The check-in of that day and whether it is new.</summary>
    public const string AddedOrFound = """
        SELECT id, habit_id, date, note, recorded_at, true FROM added
        UNION ALL
        SELECT c.id, c.habit_id, c.date, c.note, c.recorded_at, false FROM check_ins c JOIN habit ON habit.id = c.habit_id
        WHERE c.date = $3 AND NOT EXISTS (SELECT FROM added)
        """;
}
