using Npgsql;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Lab;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Database.Failover;

/// <summary>One failover of a cluster of its own: the primary is killed under writes (<c>BEFORE</c>, 3 s), its replica promoted, and written to (<c>AFTER</c>, 2 s).</summary>
internal sealed class PrimaryFailover(VirtualUser user, LabServices lab) : IScenario
{
    /// <inheritdoc/>
    public async ValueTask RunIterationAsync(CancellationToken stop)
    {
        try
        {
            await using var cluster = new LabCluster(lab.OpenControl());
            var outcome = await new FailoverTrial(cluster, user.Clock).RunAsync(
                EnvNumber.ReadLength(user, "BEFORE", TimeSpan.FromSeconds(3)), EnvNumber.ReadLength(user, "AFTER", TimeSpan.FromSeconds(2)), stop);
            Record(user, outcome);
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException or InvalidOperationException or HttpRequestException && !stop.IsCancellationRequested)
        {
            user.Check("failover: writes go on after it", false);
            await Console.Error.WriteLineAsync($"db_failover: {error.Message}");
        }
    }

    /// <summary>Records what a failover cost.</summary>
    internal static void Record(VirtualUser user, FailoverOutcome outcome)
    {
        user.Trend(DatabaseMetrics.WriteOutage.Name, outcome.Outage.TotalMilliseconds);
        user.Count(DatabaseMetrics.LostWrites.Name, outcome.Lost.Count);
        user.Count(DatabaseMetrics.AcknowledgedWrites.Name, outcome.Acknowledged);
        user.Check("failover: writes go on after it", true);
        user.Check("failover: every acknowledged write is there", outcome.Lost.Count == 0);
    }
}
