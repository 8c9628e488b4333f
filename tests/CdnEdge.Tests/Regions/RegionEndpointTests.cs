using System.Text.Json;
using UpCoach.Testing;

namespace UpCoach.CdnEdge.Tests.Regions;

[Trait("kind", "server")]
public sealed class RegionEndpointTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Regions_NeighbourDies_IsLeftOutUntilItReturns()
    {
        await using var neighbour = await OriginServer.StartAsync("cdn-eu-west");
        await using var edge = await EdgeUnderTest.StartAsync(null, "Cdn:Regions:Edges:cdn-eu-west:Region=eu-west", $"Cdn:Regions:Edges:cdn-eu-west:Url={neighbour.Address}");

        Assert.Equal(["cdn-eu-west", "cdn-us-east"], await NamesAsync(edge, "eu-west"));
        Assert.Equal(["cdn-us-east", "cdn-eu-west"], await NamesAsync(edge, "sa-east"));

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
        await PassAsync(edge, far, milliseconds: 2_599);
        Assert.False(far.IsCompleted || edge.Fetches > 0);

        await PassAsync(edge, far, milliseconds: 3_000);
        Assert.StartsWith("upcoach-", await (await far).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    // The clock is the test's: it moves in small steps, so that waits which begin late end too.
    private static async Task PassAsync(EdgeUnderTest edge, Task until, int milliseconds)
    {
        for (var passed = 0; passed < milliseconds && !until.IsCompleted; passed += 100)
        {
            edge.Clock!.Advance(TimeSpan.FromMilliseconds(Math.Min(100, milliseconds - passed)));
            await Task.Yield();
        }

        if (milliseconds > 2_599) await Eventually.TrueAsync(() => Advanced(edge, until), "the answer comes");
    }

    private static bool Advanced(EdgeUnderTest edge, Task until)
    {
        edge.Clock!.Advance(TimeSpan.FromMilliseconds(10));
        return until.IsCompleted;
    }

    private static async Task<string[]> NamesAsync(EdgeUnderTest edge, string client)
    {
        using var regions = JsonDocument.Parse(await edge.Client.GetStringAsync($"/cdn/regions/{client}", Stop));
        return [.. regions.RootElement.GetProperty("edges").EnumerateArray().Select(node => node.GetProperty("name").GetString()!)];
    }
}
