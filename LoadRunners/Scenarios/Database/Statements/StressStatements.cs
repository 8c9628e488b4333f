using UpCoach.LoadRunners.Protocols.Postgres;

namespace UpCoach.LoadRunners.Scenarios.Database.Statements;

/// <summary>What the lab asks the server about sessions and deadlocks, and the transfers of its ledgers.</summary>
internal static class StressStatements
{
    /// <summary>Sessions by name, and how many of them are in a transaction.</summary>
    public static PostgresStatement Sessions { get; } = new("lab.sessions", """
        SELECT count(*), count(*) FILTER (WHERE state IN ('active', 'idle in transaction')) FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()
        """, IsPrepared: true);

    public static PostgresStatement Deadlocks { get; } = new(
        "lab.deadlocks", "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()", IsPrepared: true);

    /// <summary>Locks two accounts, the lower number first: whoever comes with the same two waits, and nobody waits in a circle.</summary>
    public static PostgresStatement LockInOrder { get; } = new("ledger.lock", """
        SELECT id, balance FROM accounts WHERE ledger = $1 AND id IN ($2, $3) ORDER BY id FOR UPDATE
        """, IsPrepared: true);

    /// <summary>Locks one account.</summary>
    public static PostgresStatement LockOne { get; } = new("ledger.lock-one", "SELECT id, balance FROM accounts WHERE ledger = $1 AND id = $2 FOR UPDATE", IsPrepared: true);

    public static PostgresStatement Move { get; } = new("ledger.move", """
        UPDATE accounts SET balance = balance + CASE id WHEN $2 THEN -$4 ELSE $4 END WHERE ledger = $1 AND id IN ($2, $3)
        """, IsPrepared: true);

    public static PostgresStatement Note { get; } = new("ledger.note", """
        INSERT INTO transfers (ledger, writer, number, source, target, amount) VALUES ($1, $2, $3, $4, $5, $6)
        """, IsPrepared: true);

    /// <summary>Looks at a whole ledger in one snapshot: accounts that do not match their transfers, money made or lost, transfers of one writer.</summary>
    public static PostgresStatement Audit { get; } = new("ledger.audit", """
        WITH flows AS (
            SELECT account, sum(amount) AS net
            FROM (SELECT source AS account, -amount AS amount FROM transfers WHERE ledger = $1 UNION ALL SELECT target, amount FROM transfers WHERE ledger = $1) f GROUP BY account)
        SELECT count(*) FILTER (WHERE a.balance <> $2 + coalesce(f.net, 0)), sum(a.balance)::bigint - count(*) * $2, count(*) FILTER (WHERE a.balance < 0),
               (SELECT count(*) FROM transfers WHERE writer = $3)
        FROM accounts a LEFT JOIN flows f ON f.account = a.id WHERE a.ledger = $1
        """);
}
