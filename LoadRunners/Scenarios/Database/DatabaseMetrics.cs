using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Scenarios.Database;

/// <summary>What the scenarios of the database record besides <c>pg_*</c>.</summary>
internal static class DatabaseMetrics
{
    /// <summary>Sessions of the pool that the server has, sampled while it is held.</summary>
    public static readonly MetricDefinition PoolConnections = new("db_pool_connections", MetricKind.Trend, "connections");

    /// <summary>Of the pool's size, the share that is in a transaction of somebody, sampled at the server while it is held; 0 to 1.</summary>
    public static readonly MetricDefinition PoolUtilisation = new("db_pool_utilisation", MetricKind.Trend, "ratio");

    /// <summary>Sessions that were still at the server when all were given back and the pool had its time to close them.</summary>
    public static readonly MetricDefinition LeakedConnections = new("db_leaked_connections", MetricKind.Counter);

    /// <summary>Share of uses that found a connection as new: no transaction, lock, setting or table of who had it before.</summary>
    public static readonly MetricDefinition CleanConnections = new("db_clean_connections", MetricKind.Rate);

    /// <summary>Share of uses that got a connection which somebody had before.</summary>
    public static readonly MetricDefinition RecycledConnections = new("db_recycled_connections", MetricKind.Rate);

    /// <summary>Deadlocks that the server counted while the scenario ran (<c>pg_stat_database</c>).</summary>
    public static readonly MetricDefinition ServerDeadlocks = new("db_server_deadlocks", MetricKind.Counter);

    /// <summary>Share of transactions that ended or began again with SQLSTATE 40P01.</summary>
    public static readonly MetricDefinition Deadlocked = new("db_deadlocked", MetricKind.Rate);

    /// <summary>Share of looks at a ledger that found every account and every acknowledged transfer as it must be.</summary>
    public static readonly MetricDefinition LedgerTrue = new("db_ledger_true", MetricKind.Rate);

    /// <summary>Share of isolation experiments that ended as PostgreSQL's manual says, by the tags <c>level</c> and <c>anomaly</c>.</summary>
    public static readonly MetricDefinition IsolationAsDocumented = new("db_isolation_as_documented", MetricKind.Rate);

    /// <summary>Share of reads after a user's own write that had it.</summary>
    public static readonly MetricDefinition ReadYourWrites = new("db_read_your_writes", MetricKind.Rate);

    /// <summary>Share of reads that were not older than the same user's read before.</summary>
    public static readonly MetricDefinition MonotonicReads = new("db_monotonic_reads", MetricKind.Rate);

    /// <summary>From a commit at the primary until a replica shows it (ms), by the tag <c>replica</c>.</summary>
    public static readonly MetricDefinition ReplicaLag = new("db_replica_lag", MetricKind.Trend, "ms");

    /// <summary>Those reads, by the tag <c>server</c>: replica or primary.</summary>
    public static readonly MetricDefinition ReplicaReads = new("db_replica_reads", MetricKind.Counter);

    /// <summary>Duration of a step of backup and restore (ms), by the tag <c>step</c>.</summary>
    public static readonly MetricDefinition BackupDuration = new("db_backup_duration", MetricKind.Trend, "ms");

    /// <summary>Committed transfers per second while a copy was taken, of those per second before it; by the tag <c>step</c>.</summary>
    public static readonly MetricDefinition BackupThroughput = new("db_backup_throughput", MetricKind.Trend, "ratio");

    /// <summary>Share of checksums that the copy and the original have in common.</summary>
    public static readonly MetricDefinition BackupEqual = new("db_backup_equal", MetricKind.Rate);

    /// <summary>From the last acknowledged write before the primary was killed to the first after it (ms).</summary>
    public static readonly MetricDefinition WriteOutage = new("db_failover_write_outage", MetricKind.Trend, "ms");

    /// <summary>Acknowledged writes that the promoted replica does not have.</summary>
    public static readonly MetricDefinition LostWrites = new("db_failover_lost_writes", MetricKind.Counter);

    /// <summary>Writes that were acknowledged around the failover.</summary>
    public static readonly MetricDefinition AcknowledgedWrites = new("db_failover_acknowledged_writes", MetricKind.Counter);
}
