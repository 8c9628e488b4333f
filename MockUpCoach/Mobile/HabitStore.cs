using Npgsql;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data;
using UpCoach.MockUpCoach.Data.Caching;

namespace UpCoach.MockUpCoach.Mobile;

/// <summary>Habits and their check-ins.</summary>
internal sealed class HabitStore(UpCoachDatabase database, ReadCache cache, UserWrites writes, TimeProvider clock)
{
    private const string SelectHabits = "/* habits.list */ SELECT id, name, cadence, streak FROM habits WHERE user_id = $1 ORDER BY id LIMIT 100";

    // The left join tells an unknown or foreign habit (no row) from one without check-ins (a row of nulls).
    private const string SelectCheckIns = """
        /* check-ins.list */
        SELECT c.id, h.id, c.date, c.note, c.recorded_at
        FROM habits h LEFT JOIN LATERAL (SELECT * FROM check_ins WHERE habit_id = h.id ORDER BY date DESC LIMIT $3) c ON true
        WHERE h.id = $1 AND h.user_id = $2 ORDER BY c.date DESC
        """;

    // Habit, check-in, streak, feed entry and change record in one statement: one round trip, one transaction.
    // The clock's lock comes first, as in a sync: two writers of the same user can't wait for each other.
    private const string InsertCheckIn = $"""
        /* check-ins.add */
        WITH turn AS MATERIALIZED (
            SELECT user_id FROM user_clocks WHERE user_id = $2 FOR UPDATE),
        habit AS (
            SELECT h.id, h.name FROM habits h, turn WHERE h.id = $1 AND h.user_id = $2),
        {CheckInSql.Add},
        clock AS (
            UPDATE user_clocks SET change_seq = change_seq + 1 WHERE user_id = $2 AND EXISTS (SELECT FROM added) RETURNING change_seq),
        change AS (
            INSERT INTO changes (user_id, seq, entity, entity_id, op, at) SELECT $2, clock.change_seq, 'check-in', a.id, 'insert', $5 FROM added a, clock)
        {CheckInSql.AddedOrFound}
        """;

    public async Task<HabitList> GetAllAsync(CurrentUser user, CancellationToken stop) => new(user.Note(await database.ReadAsync(
        user.PersonalFloor, new Sql(SelectHabits).With(user.Id),
        Rows.All(row => new Habit(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt32(3))), stop)));

    /// <summary>Gives the check-ins of a habit, or null if the user has no such habit.</summary>
    public async Task<CheckInList?> GetCheckInsAsync(CurrentUser user, long habitId, int limit, CancellationToken stop)
    {
        var rows = user.Note(await database.ReadAsync(
            user.PersonalFloor, new Sql(SelectCheckIns).With(habitId).With(user.Id).With(limit), Rows.All(row => row.IsDBNull(0) ? null : Map(row)), stop));
        return rows.Count == 0 ? null : new CheckInList([.. rows.OfType<CheckIn>()]);
    }

    /// <summary>Records a check-in, or finds the one of that day; null if the user has no such habit.</summary>
    public async Task<(CheckIn CheckIn, bool Created)?> CheckInAsync(CurrentUser user, long habitId, CheckInDraft draft, CancellationToken stop)
    {
        // A second try finds what a simultaneous request, invisible to the first, had just recorded.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var sql = new Sql(InsertCheckIn).With(habitId).With(user.Id).With(draft.Date!.Value).With(draft.Note).With(clock.GetUtcNow().UtcDateTime);
            var write = await database.WriteAsync(sql, Rows.First(row => Tuple.Create(Map(row), row.GetBoolean(5))), stop);
            if (write.Value is not var (checkIn, created))
                continue;

            // Even a repeated check-in moves the floor: its author must see it, and a replica may not have it yet.
            await Task.WhenAll(
                writes.PersonalAsync(user.Id, write.CommittedAt),
                created ? cache.InvalidateAsync(write.CommittedAt, CacheRegion.Feed, FeedStore.Key(user.Id)) : Task.CompletedTask);
            return (checkIn, created);
        }

        return null;
    }

    private static CheckIn Map(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetFieldValue<DateOnly>(2), row.IsDBNull(3) ? null : row.GetString(3), row.GetFieldValue<DateTimeOffset>(4));
}
