using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Analytics;

/// <summary>Reads the live figures from the roll-ups that the event writer keeps: a few thousand short rows, whatever the rate of events.</summary>
internal sealed class LiveFigureReader(UpCoachDatabase database, TimeProvider clock) : ILiveFigures
{
    private const string SelectLive = """
        /* analytics.live */
        WITH recent AS (
            SELECT name, sum(events) AS events,
                   sum(events) FILTER (WHERE second >= date_trunc('second', $1) - interval '10 s' AND second < date_trunc('second', $1)) AS latest
            FROM event_seconds WHERE second > $1 - interval '60 s' AND second <= $1 GROUP BY name),
        ranked AS (
            SELECT name, events, row_number() OVER (ORDER BY events DESC, name) AS place FROM recent),
        today AS (
            SELECT count(*) AS users, coalesce(sum(check_ins), 0) AS check_ins FROM user_days WHERE day = ($1 AT TIME ZONE 'UTC')::date)
        SELECT (SELECT count(*) FROM user_presence WHERE last_seen_at > $1 - interval '5 min')::int,
               today.users::int, today.check_ins,
               coalesce((SELECT sum(events) FROM recent), 0)::int, coalesce((SELECT sum(latest) FROM recent), 0)::double precision / 10,
               coalesce((SELECT array_agg(name ORDER BY place) FROM ranked WHERE place <= 6), '{}'),
               coalesce((SELECT array_agg(events::int ORDER BY place) FROM ranked WHERE place <= 6), '{}')
        FROM today
        """;

    public async ValueTask<LiveFigures> ReadAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var read = await database.ReadAsync(WalPosition.Zero, new Sql(SelectLive).With(now.UtcDateTime), Rows.First(row => new LiveFigures(
            now, row.GetInt32(0), row.GetInt32(1), row.GetInt64(2), row.GetInt32(3), row.GetDouble(4),
            [.. row.GetFieldValue<string[]>(5).Zip(row.GetFieldValue<int[]>(6), (name, count) => new EventCount(name, count))])), stop);
        return read.Value!;
    }
}
