using System.Text.Json;
using UpCoach.Testing;

namespace UpCoach.CdnEdge.Tests.Regions;

[Trait("kind", "server")]
public sealed class RegionEndpointTests
{
    // What the distance grows by at most, and a little for the rounding of delays.
    private const double Jittered = 1.101;
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Regions_NeighbourDies_IsLeftOutUntilItReturns()
    {
        await using var neighbour = await OriginServer.StartAsync("cdn-eu-west");
        await using var edge = await EdgeUnderTest.StartAsync(null, "Cdn:Regions:Edges:cdn-eu-west:Region=eu-west", $"Cdn:Regions:Edges:cdn-eu-west:Url={neighbour.Address}");

        // A first answer to a node that has just started may be late; the node is left out until the next.
        await Eventually.TrueAsync(async () => (await NamesAsync(edge, "eu-west")) is ["cdn-eu-west", "cdn-us-east"], "the nearest node is first", Stop);
        await Eventually.TrueAsync(async () => (await NamesAsync(edge, "sa-east")) is ["cdn-us-east", "cdn-eu-west"], "the nearest node is first", Stop);

        await neighbour.KillAsync();
        await Eventually.TrueAsync(async () => (await NamesAsync(edge, "eu-west")) is ["cdn-us-east"], "the dead node is left out", Stop);

        await neighbour.ReturnAsync();
        await Eventually.TrueAsync(async () => (await NamesAsync(edge, "eu-west")) is ["cdn-eu-west", "cdn-us-east"], "the node is back", Stop);
    }

    [Fact]
    public async Task Regions_All_SayHowFarEachNodeIs()
    {
        await using var edge = await EdgeUnderTest.StartAsync();

        using var regions = JsonDocument.Parse(await edge.Client.GetStringAsync("/cdn/regions", Stop));

        var client = regions.RootElement.EnumerateArray().Single(region => region.GetProperty("clientRegion").GetString() == "ap-south");
        Assert.False(client.GetProperty("delaysAreOn").GetBoolean());
        Assert.Equal(195, client.GetProperty("edges")[0].GetProperty("roundTripMs").GetDouble());
    }

    [Fact]
    public async Task Distance_SwitchedOn_IsWaitedForByClientsOfARegionAndByFetches()
    {
        await using var edge = await EdgeUnderTest.StartCachingAsync(
            "Cdn:Regions:Enabled=true", "Cdn:Regions:RoundTripMilliseconds:moon:us-east=2600", "Cdn:Regions:OriginMilliseconds:us-east=50");

        var far = edge.GetAsync("/who", "X-Client-Region: moon");
        await WaitsAsync(edge, 2_600);
        edge.Clock!.Advance(TimeSpan.FromMilliseconds(2_599));
        Assert.False(far.IsCompleted || edge.Fetches > 0);
        Assert.Equal(0, Waits(edge, 50));

        edge.Clock.Advance(TimeSpan.FromMilliseconds((2_600 * Jittered) - 2_599));
        await WaitsAsync(edge, 50);
        edge.Clock.Advance(TimeSpan.FromMilliseconds(49));
        Assert.False(far.IsCompleted || edge.Fetches > 0);

        edge.Clock.Advance(TimeSpan.FromMilliseconds((50 * Jittered) - 49));
        Assert.StartsWith("upcoach-", await (await far).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    private static int Waits(EdgeUnderTest edge, int milliseconds)
        => edge.Clock!.Waits(TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(milliseconds * Jittered));

    private static Task WaitsAsync(EdgeUnderTest edge, int milliseconds) => Eventually.TrueAsync(() => Waits(edge, milliseconds) == 1, $"the request waits its {milliseconds} ms");

    private static async Task<string[]> NamesAsync(EdgeUnderTest edge, string client)
    {
        using var regions = JsonDocument.Parse(await edge.Client.GetStringAsync($"/cdn/regions/{client}", Stop));
        return [.. regions.RootElement.GetProperty("edges").EnumerateArray().Select(node => node.GetProperty("name").GetString()!)];
    }
}
