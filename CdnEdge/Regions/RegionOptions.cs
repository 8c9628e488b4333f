namespace UpCoach.CdnEdge.Regions;

/// <summary>Where clients, nodes and origins stand, and how far that is; from <c>Cdn:Regions</c>.</summary>
internal sealed record RegionOptions
{
    /// <summary>Whether answers are delayed by the distances. Off by default: plain load measures the software.</summary>
    public bool Enabled { get; init; }

    /// <summary>Chooses the sequence of jitters; equal seeds give equal delays.</summary>
    /// <value>Default 1.</value>
    public int Seed { get; init; } = 1;

    /// <summary>How much longer than the table says a round trip takes at most.</summary>
    /// <value>A share of it, default 0.1.</value>
    public double JitterRatio { get; init; } = 0.1;

    /// <summary>Round trips in milliseconds, by the client's region and then the node's.</summary>
    public Dictionary<string, Dictionary<string, double>> RoundTripMilliseconds { get; init; } = [];

    /// <summary>Round trips to the origins in milliseconds, by the node's region.</summary>
    public Dictionary<string, double> OriginMilliseconds { get; init; } = [];

    /// <summary>The other nodes of the network, by name.</summary>
    public Dictionary<string, EdgeNode> Edges { get; init; } = [];
}
