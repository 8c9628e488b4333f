using Npgsql;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Mobile;

/// <summary>The weekly timetable of coaching sessions, read for days as they are where the user lives.</summary>
internal sealed class CoachingStore(UpCoachDatabase database, TimeProvider clock)
{
    private const string SelectDay = """
        /* coaching.day */
        SELECT id, coach, starts_at, duration_minutes, topic FROM coaching_sessions WHERE user_id = $1 AND day_of_week = $2 ORDER BY starts_at, id
        """;

    private const string SelectDays = """
        /* coaching.days */
        SELECT s.id, s.coach, s.starts_at, s.duration_minutes, s.topic, d.day::date
        FROM generate_series($2::timestamp, $3::timestamp, '1 day') d (day)
        JOIN coaching_sessions s ON s.user_id = $1 AND s.day_of_week = extract(dow FROM d.day)
        ORDER BY d.day, s.starts_at, s.id
        """;

    public async Task<CoachingDay> GetTodayAsync(CurrentUser user, CancellationToken stop)
    {
        var zone = ZoneOf(user);
        var today = Today(zone);
        var sessions = await database.ReadAsync(
            user.PersonalFloor, new Sql(SelectDay).With(user.Id).With((short)today.DayOfWeek), Rows.All(row => Map(row, today, zone)), stop);
        return new CoachingDay(today, user.Note(sessions));
    }

    /// <summary>Gives the sessions of <paramref name="days"/> days from <paramref name="from"/>, or from today.</summary>
    public async Task<CoachingCalendar> GetDaysAsync(CurrentUser user, DateOnly? from, int days, CancellationToken stop)
    {
        var zone = ZoneOf(user);
        var first = from ?? Today(zone);
        var last = first.AddDays(days - 1);
        var sql = new Sql(SelectDays).With(user.Id).With(first.ToDateTime(TimeOnly.MinValue)).With(last.ToDateTime(TimeOnly.MinValue));
        var sessions = await database.ReadAsync(user.PersonalFloor, sql, Rows.All(row => Map(row, row.GetFieldValue<DateOnly>(5), zone)), stop);
        return new CoachingCalendar(first, last, user.Note(sessions));
    }

    // A machine without time zone data still knows UTC.
    private static TimeZoneInfo ZoneOf(CurrentUser user) => TimeZoneInfo.TryFindSystemTimeZoneById(user.Profile.TimeZone, out var found) ? found : TimeZoneInfo.Utc;

    private DateOnly Today(TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

    private static CoachingSession Map(NpgsqlDataReader row, DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(row.GetFieldValue<TimeOnly>(2));
        return new CoachingSession(row.GetInt64(0), row.GetString(1), new DateTimeOffset(local, zone.GetUtcOffset(local)), row.GetInt32(3), row.GetString(4));
    }
}
