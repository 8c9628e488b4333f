using Npgsql;
using UpCoach.LoadRunners.Scenarios.Lab;

namespace UpCoach.LoadRunners.Scenarios.Database.Failover;

/// <summary>The lab's <c>failover-db</c> and its replica, which run only while this is in use.</summary>
internal sealed class LabCluster(LabControl control) : IDatabaseCluster
{
    private const string Primary = "failover-db";
    private const string Replica = "failover-db-replica-1";

    /// <inheritdoc/>
    public async Task<(string Primary, string Replica)> StartAsync(CancellationToken stop)
    {
        var primary = await control.StartAsync(Primary, stop);
        var replica = await control.StartAsync(Replica, stop);
        return (In(primary), In(replica));
    }

    /// <inheritdoc/>
    public async Task KillPrimaryAsync(CancellationToken stop) => await control.KillAsync(Primary, stop);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await control.StopAsync(Replica, CancellationToken.None);
            await control.StopAsync(Primary, CancellationToken.None);
        }
        catch (Exception error) when (error is InvalidOperationException or HttpRequestException)
        {
            // What is killed or was never started can't be stopped, and need not be.
        }
        finally
        {
            control.Dispose();
        }
    }

    private static string In(LabResource server) => new NpgsqlConnectionStringBuilder(server.ConnectionString ?? throw new InvalidOperationException($"{server.Name} has no connection string"))
    {
        Database = "postgres",
    }.ConnectionString;
}
