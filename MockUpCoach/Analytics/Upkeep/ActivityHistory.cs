using Npgsql;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Analytics.Upkeep;

/// <summary>Derives weeks of daily activity for the seeded users, so that a new database has a past to show. Ends today, and is the same for all who fill it on the same day.</summary>
/// <remarks>
/// A user joins on day 84 * sqrt(r): sign-ups grow in a line. Then each day is active with probability e * (0.3 + 0.7 exp(-age / 18 d)), fewer at weekends,
/// next to none after a lifetime that is exponential with a mean of 70 days; e (engagement) is 0.3 to 0.95. Today counts only as far as the day has come.
/// Every random number is a hash of the user and the day (PostgreSQL's hashint8extended), so no generator's state is needed and slices may come in any order.
/// </remarks>
internal static class ActivityHistory
{
    private const int SliceUsers = 500;

    // The work is nobody's request: it takes at most a third of one processor from those who are.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(150);

    private const string CountUsers = "/* analytics.history-users */ SELECT coalesce(max(id), 0) FROM users";

    private const string InsertSlice = """
        /* analytics.history */
        INSERT INTO user_days (day, user_id, events, check_ins, reads, messages)
        SELECT d.day, u.id, 3 + 2 * a.check_ins + 2 * a.reads + a.messages + (d.h >> 20 & 3), a.check_ins, a.reads, a.messages
        FROM users u
        CROSS JOIN LATERAL (SELECT hashint8extended(u.id, 11) AS h) seed
        CROSS JOIN LATERAL (SELECT
            $3 - 1 - floor($3 * sqrt((seed.h & 65535) / 65536.0))::int AS joined_ago,
            0.3 + 0.65 * (seed.h >> 16 & 1023) / 1024.0 AS engagement,
            -70 * ln(1 - (seed.h >> 26 & 1023) / 1024.0) AS lifetime) t
        CROSS JOIN LATERAL (
            SELECT $4 - ago AS day, t.joined_ago - ago AS age, ago, hashint8extended(u.id * 4096 + ago, 17) AS h FROM generate_series($6, least(t.joined_ago, $7)) ago) d
        CROSS JOIN LATERAL (SELECT
            (SELECT count(*) FROM generate_series(0, 2) habit WHERE (d.h >> (24 + 8 * habit) & 255) < 256 * (0.25 + 0.7 * t.engagement))::int AS check_ins,
            (d.h >> 48 & 3)::int AS reads, CASE WHEN (d.h >> 50 & 15) = 0 THEN 1 ELSE 0 END AS messages) a
        WHERE u.id BETWEEN $1 AND $2
          AND (d.h & 1048575) < 1048576
            * CASE WHEN d.age = 0 THEN 1 WHEN d.age > t.lifetime THEN 0.01 ELSE t.engagement * (0.3 + 0.7 * exp(-d.age / 18.0)) END
            * CASE WHEN extract(isodow FROM d.day) >= 6 THEN 0.8 ELSE 1 END
            * CASE WHEN d.ago = 0 THEN $5 ELSE 1 END
        ORDER BY d.day, u.id
        ON CONFLICT (day, user_id) DO NOTHING
        """;

    /// <summary>Inserts the history of all users within the caller's transaction: the past in slices, then today at once.</summary>
    /// <remarks>Today's rows are the event writer's too. They come last and in the order of their keys, so that nobody waits long or in a circle.</remarks>
    public static async Task FillAsync(NpgsqlConnection connection, int days, DateTime now, TimeProvider clock, CancellationToken stop)
    {
        await using var count = new Sql(CountUsers).ToCommand(connection);
        var users = (long)(await count.ExecuteScalarAsync(stop))!;
        for (var first = 1L; first <= users; first += SliceUsers)
        {
            await InsertAsync(connection, (first, first + SliceUsers - 1), (1, days), days, now, stop);
            await Task.Delay(Rest, clock, stop);
        }

        await InsertAsync(connection, (1, users), (0, 0), days, now, stop);
    }

    private static async Task InsertAsync(
        NpgsqlConnection connection, (long First, long Last) users, (int First, int Last) daysAgo, int days, DateTime now, CancellationToken stop)
    {
        var slice = new Sql(InsertSlice).With(users.First).With(users.Last).With(days).With(DateOnly.FromDateTime(now)).With(now.TimeOfDay.TotalDays)
            .With(daysAgo.First).With(daysAgo.Last);
        await using var insert = slice.ToCommand(connection);
        await insert.ExecuteNonQueryAsync(stop);
    }
}
