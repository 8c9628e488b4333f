using Npgsql;
using NpgsqlTypes;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Postgres;

namespace UpCoach.LoadRunners.Scenarios.Database.Integrity;

/// <summary>One server of the cluster as a user reads it.</summary>
/// <param name="Name">What metrics call it.</param>
/// <param name="Session">The user's session on it.</param>
/// <param name="IsReplica">Whether it replays what another server writes.</param>
internal sealed record ClusterServer(string Name, PostgresSession Session, bool IsReplica)
{
    private static readonly PostgresStatement s_role = new("replica.role", "SELECT pg_is_in_recovery()");

    private static readonly PostgresStatement s_position = new("replica.position", """
        SELECT CASE WHEN pg_is_in_recovery() THEN coalesce(pg_last_wal_replay_lsn(), '0/0') ELSE pg_current_wal_insert_lsn() END
        """, IsPrepared: true);

    private static readonly PostgresStatement s_flushed = new("replica.flushed", "SELECT pg_current_wal_flush_lsn()", IsPrepared: true);

    private static readonly PostgresStatement s_read = new("replica.read", "SELECT value FROM registers WHERE id = $1", IsPrepared: true);

    /// <summary>Asks a server what it is; null if it does not answer.</summary>
    public static async Task<ClusterServer?> FindAsync(string name, VirtualUser user, NpgsqlDataSource source, CancellationToken stop)
    {
        var session = new PostgresSession(user, source);
        var role = await session.QueryAsync(s_role, row => row.GetBoolean(0), stop);
        return role.IsSuccess ? new ClusterServer(name, session, role.Rows[0]) : null;
    }

    /// <summary>Says up to where everything is visible here; null if that failed.</summary>
    public Task<ulong?> PositionAsync(CancellationToken stop) => AskAsync(s_position, stop);

    /// <summary>Says up to where a primary's log is on its way to the replicas: at least up to what was committed before; null if that failed.</summary>
    public Task<ulong?> FlushedAsync(CancellationToken stop) => AskAsync(s_flushed, stop);

    /// <summary>Reads a register; 0 if there is none here yet, null if that failed.</summary>
    public async Task<long?> ReadAsync(int register, CancellationToken stop)
    {
        var read = await Session.QueryAsync(s_read, row => row.GetInt64(0), stop, register);
        return read.IsSuccess ? read.Rows.FirstOrDefault() : null;
    }

    private async Task<ulong?> AskAsync(PostgresStatement statement, CancellationToken stop)
    {
        var read = await Session.QueryAsync(statement, row => (ulong)row.GetFieldValue<NpgsqlLogSequenceNumber>(0), stop);
        return read.IsSuccess ? read.Rows[0] : null;
    }
}
