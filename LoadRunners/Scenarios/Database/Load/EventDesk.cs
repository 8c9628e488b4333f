using Npgsql;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Postgres;
using UpCoach.LoadRunners.Scenarios.Database.Statements;

namespace UpCoach.LoadRunners.Scenarios.Database.Load;

/// <summary>Writes batches of events as the platform's writer does: COPY of the raw events and one statement for the roll-ups, in one transaction.</summary>
internal sealed class EventDesk(VirtualUser user, PostgresSession postgres, int users)
{
    private static readonly string[] Names = ["app_open", "content_view", "check_in", "message_sent"];

    /// <summary>Writes a batch.</summary>
    /// <param name="count">How many events.</param>
    /// <param name="stop">The iteration's token.</param>
    /// <returns>Whether it was committed.</returns>
    public async ValueTask<bool> WriteAsync(int count, CancellationToken stop)
    {
        var now = user.Clock.GetUtcNow().UtcDateTime;
        var (people, names, times) = (new long[count], new string[count], new DateTime[count]);
        for (var n = 0; n < count; n++)
        {
            (people[n], names[n], times[n]) = (1 + user.Random.Next(users), Names[user.Random.Next(Names.Length)], now);
        }

        var copied = 0L;
        var written = await postgres.TransactAsync("events.write", null, async transaction =>
        {
            copied = (await transaction.CopyAsync(AnalyticsStatements.Copy, import => SendAsync(import, people, names, now, stop), stop)).RowCount;
            await transaction.ExecuteAsync(AnalyticsStatements.RollUp, stop, people, names, times, times);
        }, stop);
        return user.Check("events.write: the whole batch is committed", written.IsCommitted && copied == count);
    }

    private static async Task SendAsync(NpgsqlBinaryImporter import, long[] people, string[] names, DateTime now, CancellationToken stop)
    {
        for (var n = 0; n < people.Length; n++)
        {
            await import.StartRowAsync(stop);
            await import.WriteAsync(Guid.CreateVersion7(), stop);
            await import.WriteAsync(people[n], stop);
            await import.WriteAsync(names[n], stop);
            await import.WriteAsync(now, stop);
            await import.WriteAsync(now, stop);
            await import.WriteNullAsync(stop);
        }
    }
}
