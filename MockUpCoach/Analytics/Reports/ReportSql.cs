using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Analytics.Reports;

/// <summary>The statements of the reports. The heavy work is in the materialised views (migration 0061); these pick and arrange.</summary>
internal static class ReportSql
{
    public static Sql RefreshedAt() => new("/* analytics.refreshed */ SELECT refreshed_at FROM analytics_upkeep");

    public static Sql Headline(DateOnly today) => new Sql("""
        /* analytics.headline */
        SELECT day, actives, coalesce(lag(actives, 7) OVER days, 0), weekly_actives, monthly_actives,
               coalesce(actives::double precision / nullif(monthly_actives, 0), 0), coalesce(completion_week, 0),
               coalesce(lag(completion_week, 7) OVER days, 0), check_ins, joined
        FROM analytics_daily WHERE day < $1 WINDOW days AS (ORDER BY day) ORDER BY day DESC LIMIT 1
        """).With(today);

    public static Sql DailyActives(int days) => new Sql("""
        /* analytics.daily-actives */
        SELECT day, actives, joined, regained, weekly_actives, monthly_actives, actives_week, actives_change
        FROM (SELECT * FROM analytics_daily ORDER BY day DESC LIMIT $1) latest ORDER BY day
        """).With(days);

    public static Sql Completion(int days) => new Sql("""
        /* analytics.completion */
        SELECT day, check_ins, due, completion, completion_week
        FROM (SELECT * FROM analytics_daily ORDER BY day DESC LIMIT $1) latest ORDER BY day
        """).With(days);

    // A week in which nobody of a cohort came has no row in the view; here it is a zero.
    public static Sql Retention() => new("""
        /* analytics.retention */
        SELECT cohort, max(size), array_agg(coalesce(rate, 0) ORDER BY weeks_later)
        FROM (SELECT cohort, n AS weeks_later
              FROM (SELECT cohort, (max(cohort) OVER () - cohort) / 7 AS age FROM analytics_retention WHERE weeks_later = 0 ORDER BY cohort DESC LIMIT 12) cohorts,
                   generate_series(0, age) n) cells
        LEFT JOIN analytics_retention USING (cohort, weeks_later)
        GROUP BY cohort ORDER BY cohort
        """);

    public static Sql Coaches(int limit) => new Sql("""
        /* analytics.coaches */
        SELECT place, previous_place, coach, clients, active_clients, completion, score, quartile, minutes FROM analytics_coaches ORDER BY place, coach LIMIT $1
        """).With(limit);

    public static Sql Funnel() => new("/* analytics.funnel */ SELECT step, name, users, of_first, of_previous FROM analytics_funnel ORDER BY step");
}
