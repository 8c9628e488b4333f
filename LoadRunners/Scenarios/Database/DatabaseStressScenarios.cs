using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Postgres;
using UpCoach.LoadRunners.Scenarios.Database.Access;
using UpCoach.LoadRunners.Scenarios.Database.Stress;
using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Database;

/// <summary>The request's "connection_pool_testing", one each.</summary>
internal static class DatabaseStressScenarios
{
    /// <summary>What the sessions of the pool are called that is used up.</summary>
    public const string Saturated = "saturation";

    public static IEnumerable<ScenarioDefinition> Definitions(LabDatabase database)
    {
        yield return new ScenarioDefinition("db_pool_saturation", "holds all connections of a pool of 500 at once, each in use, then gives them back", user =>
            new PoolSaturation(user, database, new PoolOptions(Saturated, EnvNumber.Read(user.Env, "CONNECTIONS", 500)) { WritesToLab = true, IdleLifetime = TimeSpan.FromSeconds(2) }))
        {
            Tags = [DatabaseScenarios.Group],
            Metrics = [.. PostgresMetrics.All, DatabaseMetrics.PoolConnections, DatabaseMetrics.PoolUtilisation, DatabaseMetrics.LeakedConnections],
            Measures = "db_pool_connections, db_pool_utilisation, db_leaked_connections",
            Needs = [LabServices.Database],
        };
        yield return new ScenarioDefinition("db_queries_under_pressure", "runs the dearest queries while the pool of 500 is held", user =>
            new QueriesUnderPressure(user, database, new PoolOptions("pressure", 6)))
        {
            Tags = [DatabaseScenarios.Group],
            Metrics = PostgresMetrics.All,
            Measures = "pg_query_duration",
            Needs = [LabServices.Database],
        };
        yield return new ScenarioDefinition("db_connection_cleanup", "leaves transactions, locks, settings and tables behind on pooled connections, and cuts some off", user =>
            new ConnectionCleanup(user, database, new PoolOptions("cleanup")))
        {
            Tags = [DatabaseScenarios.Group],
            Metrics = [.. PostgresMetrics.All, DatabaseMetrics.CleanConnections, DatabaseMetrics.RecycledConnections, DatabaseMetrics.LeakedConnections],
            Measures = "db_clean_connections, db_recycled_connections, db_leaked_connections",
            Needs = [LabServices.Database],
        };
        yield return new ScenarioDefinition("db_deadlock_prevention", "transfers between the same accounts by all users at once, locked in order", user =>
            new DeadlockPrevention(user, database, new PoolOptions("deadlocks", 20) { WritesToLab = true }))
        {
            Tags = [DatabaseScenarios.Group],
            Metrics = [.. PostgresMetrics.All, DatabaseMetrics.Deadlocked, DatabaseMetrics.ServerDeadlocks],
            Measures = "db_deadlocked, db_server_deadlocks, pg_transaction_duration",
            Needs = [LabServices.Database],
        };
    }
}
