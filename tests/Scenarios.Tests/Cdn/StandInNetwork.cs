using System.Text.Json;
using UpCoach.Scenarios.Tests.Judging;
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

    /// <summary>Gets the clock by which it is tardy.</summary>
    public StepClock Clock { get; } = new();

    /// <summary>Gets whether one of the two origins is lost.</summary>
    public bool HasLostAnOrigin { get; private set; }

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
        if (verb == "kill") BeTardy(TimeSpan.FromSeconds(6));
        if (_nodes.SingleOrDefault(one => one.Name == name) is not { } node) HasLostAnOrigin = verb != "start";
        else if (verb == "start") await node.StartAsync();
        else await node.KillAsync();
        return null;
    }

    /// <summary>Takes some time by the clock, if that is the fault.</summary>
    public void BeTardy(TimeSpan time)
    {
        if (Fault == Fault.Tardy) Clock.Skip(time);
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
