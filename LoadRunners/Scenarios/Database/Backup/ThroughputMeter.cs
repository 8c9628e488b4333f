using Npgsql;
using UpCoach.LoadRunners.Scenarios.Database.Access;

namespace UpCoach.LoadRunners.Scenarios.Database.Backup;

/// <summary>Counts the transfers that were committed in a stretch of the server's time, of all processes.</summary>
internal sealed class ThroughputMeter(NpgsqlDataSource source, string ledger)
{
    /// <summary>Asks the server's clock.</summary>
    public async Task<DateTime> NowAsync(CancellationToken stop)
    {
        await using var command = source.CreateCommand("SELECT clock_timestamp()");
        return await command.ScalarAsync<DateTime>(stop);
    }

    /// <summary>Gives transfers per second from a moment until now; 0 if there were none.</summary>
    public async Task<double> SinceAsync(DateTime begin, CancellationToken stop)
    {
        await using var command = source.CreateCommand(
            "SELECT count(*) / greatest(extract(epoch FROM clock_timestamp() - $2), 0.001)::double precision FROM transfers WHERE ledger = $1 AND at >= $2");
        command.Parameters.Add(new() { Value = ledger });
        command.Parameters.Add(new() { Value = begin });
        return await command.ScalarAsync<double>(stop);
    }
}
