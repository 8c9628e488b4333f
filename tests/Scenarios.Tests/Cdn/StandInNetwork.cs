using System.Text.Json;
using UpCoach.Testing;

namespace UpCoach.Scenarios.Tests.Cdn;

/// <summary>Two nodes that say they simulate distance, of which the first is nearest to everybody.</summary>
internal sealed class StandInNetwork : IAsyncDisposable
{
    private readonly List<StandInEdge> _nodes;

    private StandInNetwork(Fault fault)
    {
        Fault = fault;
        _nodes = [.. FreePorts.Take(2).Select((port, index) => new StandInEdge($"cdn-{index + 1}", port, this))];
    }

    public Fault Fault { get; }

    public Uri Address => _nodes[1].Address;

    public static async Task<StandInNetwork> StartAsync(Fault fault = Fault.None)
    {
        var network = new StandInNetwork(fault);
        foreach (var node in network._nodes) await node.StartAsync();
        return network;
    }

    /// <summary>Does what the lab's control is told.</summary>
    public async Task<string?> CommandAsync(string name, string verb)
    {
        var node = _nodes.Single(one => one.Name == name);
        if (verb == "start") await node.StartAsync();
        else await node.KillAsync();
        return null;
    }

    public bool IsFirst(StandInEdge node) => node == _nodes[0];

    public string Nearest(string region) => JsonSerializer.Serialize(new
    {
        clientRegion = region,
        delaysAreOn = true,
        edges = _nodes.Select(node => new { name = node.Name, region = "us-east", url = node.Address, roundTripMs = 10 }),
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
    }
}
