using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Analytics.Ingestion;

/// <summary>Writes a batch: one COPY of the raw events and one statement for the roll-ups, in one transaction.</summary>
internal sealed class EventTable(UpCoachDatabase database)
{
    private const long PartitionLock = 0x5570416e616c79; // "UpAnaly"

    // Npgsql wants COPY to be the first word.
    private const string Copy = "COPY /* analytics.copy */ analytics_events (id, user_id, name, occurred_at, received_at, properties) FROM STDIN (FORMAT binary)";

    // Rows are taken in the order of their keys, so that two instances can't wait for each other.
    private const string RollUp = """
        /* analytics.roll-up */
        WITH batch AS (
            SELECT * FROM unnest($1, $2, $3, $4) AS e (user_id, name, occurred_at, received_at)),
        seconds AS (
            INSERT INTO event_seconds AS kept (second, name, events)
            SELECT date_trunc('second', received_at), name, count(*) FROM batch GROUP BY 1, 2 ORDER BY 1, 2
            ON CONFLICT (second, name) DO UPDATE SET events = kept.events + excluded.events),
        days AS (
            INSERT INTO user_days AS kept (day, user_id, events, check_ins, reads, messages)
            SELECT (occurred_at AT TIME ZONE 'UTC')::date, user_id, count(*), count(*) FILTER (WHERE name = 'check_in'),
                   count(*) FILTER (WHERE name = 'content_view'), count(*) FILTER (WHERE name = 'message_sent')
            FROM batch GROUP BY 1, 2 ORDER BY 1, 2
            ON CONFLICT (day, user_id) DO UPDATE SET
                events = kept.events + excluded.events, check_ins = kept.check_ins + excluded.check_ins,
                reads = kept.reads + excluded.reads, messages = kept.messages + excluded.messages)
        INSERT INTO user_presence AS kept (user_id, last_seen_at)
        SELECT user_id, max(received_at) FROM batch GROUP BY 1 ORDER BY 1
        ON CONFLICT (user_id) DO UPDATE SET last_seen_at = greatest(kept.last_seen_at, excluded.last_seen_at)
        """;

    private DateOnly partitionedUntil = DateOnly.MinValue;

    public async Task WriteAsync(IReadOnlyList<UserEvent> batch, CancellationToken stop)
    {
        await using var connection = await database.OpenPrimaryAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var until = await EnsurePartitionsAsync(connection, batch, stop);
        await using (var import = await connection.BeginBinaryImportAsync(Copy, stop))
        {
            foreach (var happened in batch)
            {
                await import.StartRowAsync(stop);
                await import.WriteAsync(happened.Id, stop);
                await import.WriteAsync(happened.UserId, stop);
                await import.WriteAsync(happened.Name, stop);
                await import.WriteAsync(happened.OccurredAt, stop);
                await import.WriteAsync(happened.ReceivedAt, stop);
                if (happened.Properties is { } properties)
                    await import.WriteAsync(properties, NpgsqlDbType.Jsonb, stop);
                else
                    await import.WriteNullAsync(stop);
            }

            await import.CompleteAsync(stop);
        }

        var rollUp = new Sql(RollUp)
            .With(batch.Select(happened => happened.UserId).ToArray()).With(batch.Select(happened => happened.Name).ToArray())
            .With(batch.Select(happened => happened.OccurredAt).ToArray()).With(batch.Select(happened => happened.ReceivedAt).ToArray());
        await using (var command = rollUp.ToCommand(connection))
            await command.ExecuteNonQueryAsync(stop);
        await transaction.CommitAsync(stop);

        // Only what is committed is there for good: after a failure the next batch asks again.
        partitionedUntil = until;
    }

    // Once a day and instance: the partitions of the batch's days and of the next.
    private async Task<DateOnly> EnsurePartitionsAsync(NpgsqlConnection connection, IReadOnlyList<UserEvent> batch, CancellationToken stop)
    {
        var last = DateOnly.FromDateTime(batch.Max(happened => happened.ReceivedAt)).AddDays(1);
        if (last <= partitionedUntil)
            return partitionedUntil;
        for (var day = DateOnly.FromDateTime(batch.Min(happened => happened.ReceivedAt)); day <= last; day = day.AddDays(1))
        {
            await using var command = new NpgsqlCommand(string.Create(CultureInfo.InvariantCulture, $"""
                /* analytics.partition */
                SELECT pg_advisory_xact_lock({PartitionLock});
                /* analytics.partition */
                CREATE TABLE IF NOT EXISTS {PartitionName(day)} PARTITION OF analytics_events
                FOR VALUES FROM ('{day:yyyy-MM-dd} 00:00:00+00') TO ('{day.AddDays(1):yyyy-MM-dd} 00:00:00+00')
                """), connection);
            await command.ExecuteNonQueryAsync(stop);
        }

        return last;
    }

    public static string PartitionName(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"analytics_events_{day:yyyyMMdd}");
}
