using Npgsql;
using UpCoach.MockUpCoach.Analytics.Ingestion;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Analytics.Upkeep;

/// <summary>The statements of the upkeep, all within one transaction of its holder.</summary>
internal static class UpkeepTable
{
    // The row itself is the lock: whoever can't have it at once leaves the work to its holder.
    private const string TakeTurn = """
        /* analytics.turn */
        SELECT history_days IS NOT NULL, refreshed_at IS NOT NULL FROM analytics_upkeep
        WHERE refreshed_at IS NULL OR refreshed_at <= $1 FOR UPDATE SKIP LOCKED
        """;

    private const string PruneSeconds = "/* analytics.prune */ DELETE FROM event_seconds WHERE second < $1";

    private const string OldPartitions = """
        /* analytics.partitions */
        SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'analytics_events'::regclass AND inhrelid::regclass::text < $1
        """;

    private const string NoteHistory = "/* analytics.note-history */ UPDATE analytics_upkeep SET history_days = $1";

    private const string NoteRefresh = "/* analytics.note-refresh */ UPDATE analytics_upkeep SET refreshed_at = $1, refresh_ms = $2";

    private static readonly string[] Views = ["analytics_daily", "analytics_retention", "analytics_coaches", "analytics_funnel"];

    private static readonly TimeSpan KeptSeconds = TimeSpan.FromHours(2);

    public static async Task<UpkeepTurn?> TakeTurnAsync(NpgsqlConnection connection, DateTime olderThan, CancellationToken stop)
    {
        await using var command = new Sql(TakeTurn).With(olderThan).ToCommand(connection);
        await using var reader = await command.ExecuteReaderAsync(stop);
        return await reader.ReadAsync(stop) ? new UpkeepTurn(reader.GetBoolean(0), reader.GetBoolean(1)) : null;
    }

    public static async Task PruneAsync(NpgsqlConnection connection, DateTime now, int rawDays, CancellationToken stop)
    {
        await ExecuteAsync(connection, new Sql(PruneSeconds).With(now - KeptSeconds), stop);
        var old = new List<string>();
        await using (var command = new Sql(OldPartitions).With(EventTable.PartitionName(DateOnly.FromDateTime(now).AddDays(-rawDays))).ToCommand(connection))
        await using (var reader = await command.ExecuteReaderAsync(stop))
        {
            while (await reader.ReadAsync(stop))
                old.Add(reader.GetString(0));
        }

        foreach (var partition in old)
            await ExecuteAsync(connection, new Sql($"/* analytics.drop */ DROP TABLE {partition}"), stop);
    }

    /// <summary>Computes the figures anew. All of them see the same moment's events, or nearly: each statement has its own snapshot.</summary>
    /// <remarks>Concurrently, so that readers keep reading; the first time there is nothing to read, and plain is faster.</remarks>
    public static async Task RefreshAsync(NpgsqlConnection connection, bool concurrently, CancellationToken stop)
    {
        await ExecuteAsync(connection, new Sql("/* analytics.analyze */ ANALYZE user_days"), stop);
        foreach (var view in Views)
            await ExecuteAsync(connection, new Sql($"/* analytics.refresh */ REFRESH MATERIALIZED VIEW {(concurrently ? "CONCURRENTLY " : "")}{view}"), stop);
    }

    public static Task NoteHistoryAsync(NpgsqlConnection connection, int days, CancellationToken stop) =>
        ExecuteAsync(connection, new Sql(NoteHistory).With(days), stop);

    public static Task NoteRefreshAsync(NpgsqlConnection connection, DateTime at, int tookMilliseconds, CancellationToken stop) =>
        ExecuteAsync(connection, new Sql(NoteRefresh).With(at).With(tookMilliseconds), stop);

    private static async Task ExecuteAsync(NpgsqlConnection connection, Sql sql, CancellationToken stop)
    {
        // No time limit: a large history takes what it takes, and nobody waits for it.
        await using var command = sql.ToCommand(connection);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(stop);
    }
}
