using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Protocols.Postgres;

/// <summary>The metrics of PostgreSQL. All with the tags <c>scenario</c> and <c>name</c>: the statement's, or the transaction's.</summary>
public static class PostgresMetrics
{
    /// <summary>The tag of errors and retries: the SQLSTATE, or <c>pool_exhausted</c>, <c>timeout</c> or <c>connection</c> where the server said none.</summary>
    public const string SqlStateTag = "sqlstate";

    /// <summary>Service time of a statement: from its sending to its last row, without the wait for a connection.</summary>
    public static readonly MetricDefinition QueryDuration = new("pg_query_duration", MetricKind.Trend, "ms");

    /// <summary>Response time of a statement: from the moment at which it should have been sent, the wait for a connection included.</summary>
    public static readonly MetricDefinition QueryResponse = new("pg_query_response", MetricKind.Trend, "ms");

    /// <summary>Wait for a connection of the pool, a new one's connect included.</summary>
    public static readonly MetricDefinition PoolWait = new("pg_pool_wait", MetricKind.Trend, "ms");

    /// <summary>Share of statements that failed.</summary>
    public static readonly MetricDefinition QueryFailed = new("pg_query_failed", MetricKind.Rate);

    /// <summary>Rows read or changed.</summary>
    public static readonly MetricDefinition Rows = new("pg_rows", MetricKind.Counter);

    /// <summary>Errors, by <see cref="SqlStateTag"/>.</summary>
    public static readonly MetricDefinition Errors = new("pg_errors", MetricKind.Counter);

    /// <summary>From the first attempt of a transaction to its commit.</summary>
    public static readonly MetricDefinition TransactionDuration = new("pg_transaction_duration", MetricKind.Trend, "ms");

    /// <summary>The same from the moment at which it should have begun.</summary>
    public static readonly MetricDefinition TransactionResponse = new("pg_transaction_response", MetricKind.Trend, "ms");

    /// <summary>Share of transactions that were not committed.</summary>
    public static readonly MetricDefinition TransactionFailed = new("pg_transaction_failed", MetricKind.Rate);

    /// <summary>Transactions begun again after a serialization failure (40001) or a deadlock (40P01), by <see cref="SqlStateTag"/>.</summary>
    public static readonly MetricDefinition Retries = new("pg_retries", MetricKind.Counter);

    /// <summary>Gets all of them.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } =
        [QueryDuration, QueryResponse, PoolWait, QueryFailed, Rows, Errors, TransactionDuration, TransactionResponse, TransactionFailed, Retries];
}
