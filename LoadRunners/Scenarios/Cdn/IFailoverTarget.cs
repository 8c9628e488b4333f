namespace UpCoach.LoadRunners.Scenarios.Cdn;

/// <summary>What a failover kills, and by what requests its loss would show.</summary>
internal interface IFailoverTarget
{
    /// <summary>Learns what it needs to know of the network.</summary>
    /// <returns>False if there is nothing to ask for.</returns>
    ValueTask<bool> PrepareAsync(EdgeClient client, CancellationToken stop);

    /// <summary>Names the resource to kill.</summary>
    string VictimOf(EdgeClient client);

    /// <summary>Gives the address of the n-th request.</summary>
    string PathOf(long number);
}
