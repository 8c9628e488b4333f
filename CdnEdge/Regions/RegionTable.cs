namespace UpCoach.CdnEdge.Regions;

/// <summary>Looks up distances and orders nodes by them.</summary>
internal sealed class RegionTable(RegionOptions options)
{
    /// <summary>The regions that clients can be in.</summary>
    public IEnumerable<string> ClientRegions => options.RoundTripMilliseconds.Keys.Order(StringComparer.Ordinal);

    /// <summary>The round trip from a client's region to a node's in milliseconds; null where the table doesn't say.</summary>
    public double? RoundTrip(string client, string edge)
        => options.RoundTripMilliseconds.TryGetValue(client, out var edges) && edges.TryGetValue(edge, out var milliseconds) ? milliseconds : null;

    /// <summary>The round trip from a node's region to the origins in milliseconds.</summary>
    public double ToOrigin(string edge) => options.OriginMilliseconds.GetValueOrDefault(edge);

    /// <summary>Orders nodes from the nearest to the farthest of a client; those at unknown distance come last, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, EdgeNode>> Nearest(string client, IEnumerable<KeyValuePair<string, EdgeNode>> edges)
        => [.. edges.OrderBy(edge => RoundTrip(client, edge.Value.Region) ?? double.MaxValue).ThenBy(edge => edge.Key, StringComparer.Ordinal)];
}
