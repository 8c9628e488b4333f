-- What the dashboard shows of the past: computed from user_days, refreshed concurrently every five minutes (AnalyticsOptions.RefreshEvery) by one instance.
-- Empty until the first refresh. Each has a unique index, which a concurrent refresh needs.

-- When that was last done, and for how many days a history was derived.
CREATE TABLE analytics_upkeep (
    id           boolean PRIMARY KEY DEFAULT true CHECK (id),
    history_days integer,
    refreshed_at timestamptz,
    refresh_ms   integer
);
INSERT INTO analytics_upkeep DEFAULT VALUES;

-- Actives and completion by day. Distinct users of a trailing week need no count(DISTINCT) a day: a user's day d counts in the windows of d to d + 6, but
-- no further than the day before the user's next one, so each user is in each window once. These spans open (+1) and close (-1), and a running sum counts.
CREATE MATERIALIZED VIEW analytics_daily AS
WITH due AS (
    SELECT user_id, sum(CASE cadence WHEN 'daily' THEN 1.0 ELSE 1.0 / 7 END) AS due FROM habits GROUP BY user_id),
spans AS (
    SELECT d.user_id, d.day, d.check_ins, coalesce(due.due, 0) AS due,
           lag(d.day) OVER one AS previous, lead(d.day) OVER one AS next
    FROM user_days d LEFT JOIN due USING (user_id)
    WINDOW one AS (PARTITION BY d.user_id ORDER BY d.day)),
steps AS (
    SELECT day, 1 AS weekly, 1 AS monthly, due FROM spans
    UNION ALL SELECT least(day + 7, next), -1, 0, -due FROM spans
    UNION ALL SELECT least(day + 28, next), 0, -1, 0 FROM spans),
rolling AS (
    SELECT day, sum(sum(weekly)) OVER upto AS weekly, sum(sum(monthly)) OVER upto AS monthly, sum(sum(due)) OVER upto AS due
    FROM steps GROUP BY day WINDOW upto AS (ORDER BY day)),
daily AS (
    SELECT day, count(*) AS actives, count(*) FILTER (WHERE previous IS NULL) AS joined,
           count(*) FILTER (WHERE previous < day - 7) AS regained, sum(check_ins) AS check_ins
    FROM spans GROUP BY day)
SELECT d.day, d.actives::int, d.joined::int, d.regained::int, r.weekly::int AS weekly_actives, r.monthly::int AS monthly_actives,
       d.check_ins::int, r.due::double precision AS due,
       (d.check_ins / nullif(r.due, 0))::double precision AS completion,
       (avg(d.check_ins / nullif(r.due, 0)) OVER week)::double precision AS completion_week,
       (avg(d.actives) OVER week)::double precision AS actives_week,
       (d.actives - lag(d.actives, 7) OVER days)::int AS actives_change
FROM daily d JOIN rolling r USING (day)
WINDOW days AS (ORDER BY d.day), week AS (ORDER BY d.day ROWS 6 PRECEDING);

CREATE UNIQUE INDEX analytics_daily_day ON analytics_daily (day);

-- Of those whose first active week was w, how many were active n weeks later.
CREATE MATERIALIZED VIEW analytics_retention AS
WITH weeks AS (
    SELECT DISTINCT user_id, date_trunc('week', day::timestamp)::date AS week FROM user_days),
since AS (
    SELECT user_id, week, min(week) OVER (PARTITION BY user_id) AS cohort FROM weeks)
SELECT cohort, (week - cohort) / 7 AS weeks_later, count(*)::int AS users,
       first_value(count(*)) OVER one::int AS size,
       (count(*)::double precision / first_value(count(*)) OVER one) AS rate
FROM since GROUP BY cohort, week
WINDOW one AS (PARTITION BY cohort ORDER BY week);

CREATE UNIQUE INDEX analytics_retention_cohort ON analytics_retention (cohort, weeks_later);

-- Coaches by how active their clients are and how much of what was due they did; places of the last seven days against the seven before.
-- "The last days" count from the newest day that is complete, so that a quiet night moves nobody.
CREATE MATERIALIZED VIEW analytics_coaches AS
WITH today AS (
    SELECT max(day) AS day FROM user_days),
clients AS (
    SELECT coach, user_id, sum(duration_minutes) AS minutes FROM coaching_sessions GROUP BY coach, user_id),
due AS (
    SELECT user_id, sum(CASE cadence WHEN 'daily' THEN 7.0 ELSE 1.0 END) AS due FROM habits GROUP BY user_id),
activity AS (
    SELECT d.user_id, (today.day - 1 - d.day) / 7 AS week, sum(d.check_ins) AS check_ins
    FROM user_days d, today WHERE d.day < today.day AND d.day >= today.day - 14 GROUP BY 1, 2),
weeks AS (
    SELECT c.coach, w.week, count(*) AS clients, sum(c.minutes) AS minutes, count(a.user_id) AS active,
           least(sum(a.check_ins) / nullif(sum(due.due) FILTER (WHERE a.user_id IS NOT NULL), 0), 1) AS completion
    FROM clients c CROSS JOIN (VALUES (0), (1)) w (week)
    LEFT JOIN activity a ON a.user_id = c.user_id AND a.week = w.week
    LEFT JOIN due ON due.user_id = c.user_id
    GROUP BY c.coach, w.week),
scores AS (
    SELECT *, 0.6 * active / clients + 0.4 * coalesce(completion, 0) AS score FROM weeks),
places AS (
    SELECT *, rank() OVER league AS place, ntile(4) OVER league AS quartile
    FROM scores WINDOW league AS (PARTITION BY week ORDER BY score DESC))
SELECT coach, clients::int, minutes::int, active::int AS active_clients, coalesce(completion, 0)::double precision AS completion, score::double precision,
       place::int, quartile::int, previous_place::int
FROM (SELECT *, lag(place) OVER (PARTITION BY coach ORDER BY week DESC) AS previous_place FROM places) placed
WHERE week = 0;

CREATE UNIQUE INDEX analytics_coaches_coach ON analytics_coaches (coach);

-- How far the users of the last 28 days came. A step counts only users who took every step before it, so the funnel never widens.
-- A streak is an island of days: day minus row number is the same for all days of one streak.
CREATE MATERIALIZED VIEW analytics_funnel AS
WITH recent AS (
    SELECT * FROM user_days WHERE day > (SELECT max(day) FROM user_days) - 28),
islands AS (
    SELECT user_id, day - row_number() OVER (PARTITION BY user_id ORDER BY day)::int AS island FROM recent WHERE check_ins > 0),
streaks AS (
    SELECT user_id, max(days) AS longest FROM (SELECT user_id, count(*) AS days FROM islands GROUP BY user_id, island) runs GROUP BY user_id),
people AS (
    SELECT user_id, bool_or(reads > 0) AS reads, bool_or(check_ins > 0) AS checks, bool_or(messages > 0) AS writes FROM recent GROUP BY user_id),
counts AS (
    SELECT count(*) AS opened,
           count(*) FILTER (WHERE reads) AS read,
           count(*) FILTER (WHERE reads AND checks) AS checked,
           count(*) FILTER (WHERE reads AND checks AND longest >= 3) AS three,
           count(*) FILTER (WHERE reads AND checks AND longest >= 7) AS seven,
           count(*) FILTER (WHERE reads AND checks AND longest >= 7 AND writes) AS wrote
    FROM people LEFT JOIN streaks USING (user_id))
SELECT step, name, users::int, (users::double precision / nullif(first_value(users) OVER steps, 0)) AS of_first,
       (users::double precision / nullif(lag(users) OVER steps, 0)) AS of_previous
FROM counts CROSS JOIN LATERAL (VALUES
    (1, 'Opened the app', opened), (2, 'Read an article', read), (3, 'Checked in', checked),
    (4, 'Kept a 3-day streak', three), (5, 'Kept a 7-day streak', seven), (6, 'Wrote to the coach', wrote)) steps (step, name, users)
WINDOW steps AS (ORDER BY step);

CREATE UNIQUE INDEX analytics_funnel_step ON analytics_funnel (step);
