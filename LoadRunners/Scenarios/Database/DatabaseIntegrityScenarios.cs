using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Postgres;
using UpCoach.LoadRunners.Scenarios.Database.Access;
using UpCoach.LoadRunners.Scenarios.Database.Backup;
using UpCoach.LoadRunners.Scenarios.Database.Failover;
using UpCoach.LoadRunners.Scenarios.Database.Integrity;
using UpCoach.LoadRunners.Scenarios.Lab;

namespace UpCoach.LoadRunners.Scenarios.Database;

/// <summary>The request's "data_integrity_under_load", and what it takes when the primary is lost.</summary>
internal static class DatabaseIntegrityScenarios
{
    public static IEnumerable<ScenarioDefinition> Definitions(LabDatabase database, LabServices lab)
    {
        yield return new ScenarioDefinition("db_concurrent_writes", "moves money between accounts and audits the ledger in one snapshot", user =>
            new ConcurrentWrites(user, database, new PoolOptions("writes") { WritesToLab = true }))
        {
            Tags = [DatabaseScenarios.Group],
            Metrics = [.. PostgresMetrics.All, DatabaseMetrics.LedgerTrue],
            Measures = "db_ledger_true, pg_transaction_duration",
            Needs = [LabServices.Database],
        };
        yield return new ScenarioDefinition("db_isolation_levels", "tries five anomalies at four isolation levels", user =>
            new IsolationLevels(user, database, new PoolOptions("isolation", 20) { WritesToLab = true }))
        {
            Tags = [DatabaseScenarios.Group],
            Metrics = [.. PostgresMetrics.All, DatabaseMetrics.IsolationAsDocumented],
            Measures = "db_isolation_as_documented by level and anomaly",
            Needs = [LabServices.Database],
        };
        yield return new ScenarioDefinition("db_replica_reads", "reads its own writes at replicas, never an older state than before, and measures their lag", user =>
            new ReplicaReads(user, database, new PoolOptions("replicas") { WritesToLab = true }))
        {
            Tags = [DatabaseScenarios.Group],
            Metrics = [.. PostgresMetrics.All, DatabaseMetrics.ReadYourWrites, DatabaseMetrics.MonotonicReads, DatabaseMetrics.ReplicaLag, DatabaseMetrics.ReplicaReads],
            Measures = "db_read_your_writes, db_monotonic_reads, db_replica_lag",
            Needs = [LabServices.Database, LabDatabase.Servers],
        };
        yield return new ScenarioDefinition("db_backup_load", "transfers that go on while the database is copied", user =>
            new BackupLoad(user, database, new PoolOptions("backup load") { WritesToLab = true }))
        {
            Tags = [DatabaseScenarios.Group],
            Metrics = [.. PostgresMetrics.All, DatabaseMetrics.LedgerTrue],
            Measures = "pg_transaction_duration",
            Needs = [LabServices.Database],
        };
        yield return new ScenarioDefinition("db_backup_restore", "copies the database with pg_basebackup and pg_dump under load, restores it and compares checksums", user =>
            new BackupRestore(user, database, new PoolOptions("backup") { WritesToLab = true }))
        {
            Tags = [DatabaseScenarios.Group],
            Metrics = [.. PostgresMetrics.All, DatabaseMetrics.BackupDuration, DatabaseMetrics.BackupThroughput, DatabaseMetrics.BackupEqual],
            Measures = "db_backup_duration, db_backup_throughput, db_backup_equal",
            Needs = [LabServices.Database],
        };
        yield return new ScenarioDefinition("db_failover", "kills a primary under writes, promotes its replica and counts what was lost", user => new PrimaryFailover(user, lab))
        {
            Tags = [DatabaseScenarios.Group],
            Metrics = [DatabaseMetrics.WriteOutage, DatabaseMetrics.LostWrites, DatabaseMetrics.AcknowledgedWrites],
            Measures = "db_failover_write_outage, db_failover_lost_writes",
            Needs = [LabServices.Control],
            Breaks = "kills the primary of a database cluster of its own",
        };
    }
}
