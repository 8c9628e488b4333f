using UpCoach.CdnEdge.Regions;

namespace UpCoach.CdnEdge.Tests.Regions;

public sealed class RegionTableTests
{
    private static readonly RegionTable Table = new(new RegionOptions
    {
        RoundTripMilliseconds = new() { ["sa-east"] = new() { ["us-east"] = 116, ["eu-west"] = 184 } },
        OriginMilliseconds = new() { ["eu-west"] = 78 },
    });

    private static readonly KeyValuePair<string, EdgeNode>[] Edges =
        [new("cdn-nowhere", new EdgeNode("nowhere")), new("cdn-eu-west", new EdgeNode("eu-west")), new("cdn-us-east", new EdgeNode("us-east"))];

    [Fact]
    public void Nearest_KnownClient_OrdersByDistanceAndUnknownLast()
        => Assert.Equal(["cdn-us-east", "cdn-eu-west", "cdn-nowhere"], Table.Nearest("sa-east", Edges).Select(edge => edge.Key));

    [Fact]
    public void Nearest_UnknownClient_IsTheSameForAll()
        => Assert.Equal(["cdn-eu-west", "cdn-nowhere", "cdn-us-east"], Table.Nearest("moon", Edges).Select(edge => edge.Key));

    [Fact]
    public void Distances_NotInTheTable_AreNoDelay()
    {
        Assert.Null(Table.RoundTrip("sa-east", "moon"));
        Assert.Equal(0, Table.ToOrigin("us-east"));
        Assert.Equal(78, Table.ToOrigin("eu-west"));
    }
}
