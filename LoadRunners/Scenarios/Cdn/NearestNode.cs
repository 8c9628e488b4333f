namespace UpCoach.LoadRunners.Scenarios.Cdn;

/// <summary>Loses the node that the client uses. Every request shows it, whether the other nodes hold what is asked for or not.</summary>
internal sealed class NearestNode : IFailoverTarget
{
    public ValueTask<bool> PrepareAsync(EdgeClient client, CancellationToken stop) => new(client.Nodes.Count > 1);

    public string VictimOf(EdgeClient client) => client.Nodes[0].Name;

    public string PathOf(long number) => WebPage.App;
}
