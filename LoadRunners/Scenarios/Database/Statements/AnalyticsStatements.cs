using UpCoach.LoadRunners.Protocols.Postgres;

namespace UpCoach.LoadRunners.Scenarios.Database.Statements;

/// <summary>The platform's statements of the dashboard and of arriving events, to the letter; a test compares.</summary>
internal static class AnalyticsStatements
{
    public static PostgresStatement Refreshed { get; } = new("analytics.refreshed", "SELECT refreshed_at FROM analytics_upkeep", IsPrepared: true);

    public static PostgresStatement Headline { get; } = new("analytics.headline", """
        SELECT day, actives, coalesce(lag(actives, 7) OVER days, 0), weekly_actives, monthly_actives,
               coalesce(actives::double precision / nullif(monthly_actives, 0), 0), coalesce(completion_week, 0),
               coalesce(lag(completion_week, 7) OVER days, 0), check_ins, joined
        FROM analytics_daily WHERE day < $1 WINDOW days AS (ORDER BY day) ORDER BY day DESC LIMIT 1
        """, IsPrepared: true);

    public static PostgresStatement DailyActives { get; } = new("analytics.daily-actives", """
        SELECT day, actives, joined, regained, weekly_actives, monthly_actives, actives_week, actives_change
        FROM (SELECT * FROM analytics_daily ORDER BY day DESC LIMIT $1) latest ORDER BY day
        """, IsPrepared: true);

    public static PostgresStatement Completion { get; } = new("analytics.completion", """
        SELECT day, check_ins, due, completion, completion_week
        FROM (SELECT * FROM analytics_daily ORDER BY day DESC LIMIT $1) latest ORDER BY day
        """, IsPrepared: true);

    public static PostgresStatement Retention { get; } = new("analytics.retention", """
        SELECT cohort, max(size), array_agg(coalesce(rate, 0) ORDER BY weeks_later)
        FROM (SELECT cohort, n AS weeks_later
              FROM (SELECT cohort, (max(cohort) OVER () - cohort) / 7 AS age FROM analytics_retention WHERE weeks_later = 0 ORDER BY cohort DESC LIMIT 12) cohorts,
                   generate_series(0, age) n) cells
        LEFT JOIN analytics_retention USING (cohort, weeks_later)
        GROUP BY cohort ORDER BY cohort
        """, IsPrepared: true);

    public static PostgresStatement Coaches { get; } = new(
        "analytics.coaches",
        "SELECT place, previous_place, coach, clients, active_clients, completion, score, quartile, minutes FROM analytics_coaches ORDER BY place, coach LIMIT $1",
        IsPrepared: true);

    public static PostgresStatement Funnel { get; } = new(
        "analytics.funnel", "SELECT step, name, users, of_first, of_previous FROM analytics_funnel ORDER BY step", IsPrepared: true);

    public static PostgresStatement Live { get; } = new("analytics.live", """
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
        """, IsPrepared: true);

    /// <summary>Npgsql wants COPY to be the first word, so the name stands after it.</summary>
    public static PostgresStatement Copy { get; } = new(
        "analytics.copy", "COPY /* analytics.copy */ analytics_events (id, user_id, name, occurred_at, received_at, properties) FROM STDIN (FORMAT binary)");

    public static PostgresStatement RollUp { get; } = new("analytics.roll-up", """
        WITH batch AS (
            SELECT * FROM unnest($1, $2, $3, $4) AS e (user_id, name, occurred_at, received_at)),
        seconds AS (
            INSERT INTO event_seconds AS kept (second, name, events)
            SELECT date_trunc('second', received_at), name, count(*) FROM batch GROUP BY 1, 2 ORDER BY 1, 2
            ON CONFLICT (second, name) DO UPDATE SET events = kept.events + excluded.events),
        days AS (
            INSERT INTO user_days AS kept (day, user_id, events, check_ins, reads, messages)
            SELECT (occurred_at AT TIME ZONE 'UTC')::date, user_id, count(*), count(*) FILTER (WHERE name = 'check_in'),
                   count(*) FILTER (WHERE name = 'content_view'), count(*) FILTER (WHERE name = 'message_sent')
            FROM batch GROUP BY 1, 2 ORDER BY 1, 2
            ON CONFLICT (day, user_id) DO UPDATE SET
                events = kept.events + excluded.events, check_ins = kept.check_ins + excluded.check_ins,
                reads = kept.reads + excluded.reads, messages = kept.messages + excluded.messages)
        INSERT INTO user_presence AS kept (user_id, last_seen_at)
        SELECT user_id, max(received_at) FROM batch GROUP BY 1 ORDER BY 1
        ON CONFLICT (user_id) DO UPDATE SET last_seen_at = greatest(kept.last_seen_at, excluded.last_seen_at)
        """, IsPrepared: true);
}
