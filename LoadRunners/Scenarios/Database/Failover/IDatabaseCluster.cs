namespace UpCoach.LoadRunners.Scenarios.Database.Failover;

/// <summary>A primary and one replica that nobody else uses.</summary>
internal interface IDatabaseCluster : IAsyncDisposable
{
    /// <summary>Starts both; gives the connection strings of the primary and of the replica.</summary>
    Task<(string Primary, string Replica)> StartAsync(CancellationToken stop);

    /// <summary>Ends the primary at once, as a power failure would.</summary>
    Task KillPrimaryAsync(CancellationToken stop);
}
