namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>Sessions, waits, locks, counters and replication of one PostgreSQL server.</summary>
internal sealed class PostgresSource(PostgresServer server) : ISeriesSource
{
    // Waits count for sessions that want to work: an idle one always waits, for its client.
    private const string Sql = """
        /* evidence.second */
        WITH sessions AS MATERIALIZED (
            SELECT state, CASE WHEN state = 'active' THEN wait_event_type END AS wait
            FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()),
        counters AS MATERIALIZED (
            SELECT sum(xact_commit) AS commits, sum(xact_rollback) AS rollbacks, sum(blks_hit) AS hits, sum(blks_read) AS reads,
                   sum(tup_returned + tup_fetched) AS rows_read, sum(tup_inserted + tup_updated + tup_deleted) AS rows_written,
                   sum(temp_bytes) AS temp_bytes, sum(deadlocks) AS deadlocks, sum(conflicts) AS conflicts
            FROM pg_stat_database)
        SELECT count(*) FILTER (WHERE state = 'active'), count(*) FILTER (WHERE state = 'idle'), count(*) FILTER (WHERE state LIKE 'idle in transaction%'),
               count(*) FILTER (WHERE wait = 'Lock'), count(*) FILTER (WHERE wait = 'LWLock'), count(*) FILTER (WHERE wait = 'IO'),
               count(*) FILTER (WHERE wait = 'Client'), count(*) FILTER (WHERE wait NOT IN ('Lock', 'LWLock', 'IO', 'Client')),
               (SELECT count(*) FROM pg_locks), (SELECT count(*) FROM pg_locks WHERE NOT granted),
               (SELECT commits::bigint FROM counters), (SELECT rollbacks::bigint FROM counters), (SELECT hits::bigint FROM counters), (SELECT reads::bigint FROM counters),
               (SELECT rows_read::bigint FROM counters), (SELECT rows_written::bigint FROM counters), (SELECT temp_bytes::bigint FROM counters),
               (SELECT deadlocks::bigint FROM counters), (SELECT conflicts::bigint FROM counters),
               pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, '0/0')::bigint
        FROM sessions;
        /* evidence.seconds */
        SELECT coalesce(slot_name, application_name), coalesce(pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_current_wal_lsn() END, replay_lsn), 0)::bigint,
               coalesce(extract(epoch FROM replay_lag) * 1000, 0)::float8
        FROM pg_stat_replication stream LEFT JOIN pg_replication_slots slot ON slot.active_pid = stream.pid
        """;

    private readonly (SeriesName Name, int Column)[] _gauges =
    [
        (Of("sessions_active", "sessions by state", "sessions", "active"), 0),
        (Of("sessions_idle", "sessions by state", "sessions", "idle"), 1),
        (Of("sessions_idle_in_transaction", "sessions by state", "sessions", "idle in transaction"), 2),
        (Of("waits_lock", "what active sessions wait for", "sessions", "locks"), 3),
        (Of("waits_lwlock", "what active sessions wait for", "sessions", "light locks"), 4),
        (Of("waits_io", "what active sessions wait for", "sessions", "disk"), 5),
        (Of("waits_client", "what active sessions wait for", "sessions", "client"), 6),
        (Of("waits_other", "what active sessions wait for", "sessions", "others"), 7),
        (All("locks", "PostgreSQL: locks", "locks"), 8),
        (All("locks_waiting", "PostgreSQL: locks that are waited for", "locks"), 9),
    ];

    private readonly (SeriesName Name, int Column)[] _rates =
    [
        (All("commits_per_second", "PostgreSQL: commits", "per second"), 10),
        (All("rollbacks_per_second", "PostgreSQL: rollbacks", "per second"), 11),
        (All("rows_read_per_second", "PostgreSQL: rows read", "per second"), 14),
        (All("rows_written_per_second", "PostgreSQL: rows written", "per second"), 15),
        (All("temp_bytes_per_second", "PostgreSQL: temporary files written", "bytes per second"), 16),
        (All("deadlocks_per_second", "PostgreSQL: deadlocks", "per second"), 17),
        (All("conflicts_per_second", "PostgreSQL: queries cancelled by replication", "per second"), 18),
        (All("wal_bytes_per_second", "PostgreSQL: write-ahead log written or replayed", "bytes per second"), 19),
    ];

    private readonly SeriesName _hits = All("cache_hit_ratio", "PostgreSQL: blocks found in shared buffers", "ratio") with { Source = server.Name };

    /// <inheritdoc/>
    public string Name => $"PostgreSQL {server.Name}";

    /// <inheritdoc/>
    public void Sample(SecondReading reading)
    {
        using var command = server.Command(Sql);
        using var row = command.ExecuteReader();
        row.Read();
        foreach (var (name, column) in _gauges) reading.Gauge(Named(name), row.GetInt64(column));
        foreach (var (name, column) in _rates)
        {
            if (!row.IsDBNull(column)) reading.Rate(Named(name), row.GetInt64(column));
        }

        if (!row.IsDBNull(12)) reading.Share(_hits, row.GetInt64(12), row.GetInt64(13));
        row.NextResult();
        while (row.Read())
        {
            var replica = row.GetString(0);
            reading.Gauge(Lag("lag_bytes", "PostgreSQL: what replicas have not replayed yet", "bytes", replica), row.GetInt64(1));
            reading.Gauge(Lag("lag_ms", "PostgreSQL: how late replicas are", "ms", replica), row.GetDouble(2));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => server.Dispose();

    private static SeriesName Of(string metric, string chart, string unit, string line) => new("", metric, chart, unit, line);

    private static SeriesName All(string metric, string chart, string unit) => new("", metric, chart, unit);

    private static SeriesName Lag(string metric, string chart, string unit, string replica) => new(replica, metric, chart, unit);

    // A chart with a line for each state is one of a single server.
    private SeriesName Named(SeriesName name) => name.Line is null ? name with { Source = server.Name } : name with { Source = server.Name, Chart = $"PostgreSQL {server.Name}: {name.Chart}" };
}
