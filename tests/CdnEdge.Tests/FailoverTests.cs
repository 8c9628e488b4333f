using System.Net;

namespace UpCoach.CdnEdge.Tests;

[Trait("kind", "server")]
public sealed class FailoverTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_TwoOrigins_ReachBoth()
    {
        await using var edge = await EdgeUnderTest.StartAsync();

        for (var n = 0; n < 60; n++) await edge.Client.GetStringAsync("/who", Stop);

        // Two fair picks: fewer than 10 of 60 has a probability of about 1e-8.
        Assert.All(edge.Origins, origin => Assert.InRange(origin.Seen.Count, 10, 50));
    }

    [Fact]
    public async Task Get_OriginKilled_NeverFails()
    {
        await using var edge = await EdgeUnderTest.StartAsync();
        for (var n = 0; n < 10; n++) await edge.Client.GetStringAsync("/who", Stop);

        await edge.First.KillAsync();

        for (var n = 0; n < 100; n++) Assert.Equal("upcoach-2", await edge.Client.GetStringAsync("/who", Stop));
    }

    [Fact]
    public async Task Get_ConnectionCutBeforeTheAnswer_IsAnsweredByTheOtherOrigin()
    {
        await using var edge = await EdgeUnderTest.StartAsync();
        edge.First.IsCuttingConnections = true;

        for (var n = 0; n < 20; n++) Assert.Equal("upcoach-2", await edge.Client.GetStringAsync("/who", Stop));
    }

    [Fact]
    public async Task Head_OriginKilled_NeverFails()
    {
        await using var edge = await EdgeUnderTest.StartAsync();
        await edge.First.KillAsync();

        for (var n = 0; n < 20; n++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, "/who");
            using var response = await edge.Client.SendAsync(request, Stop);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task Post_ConnectionCut_IsNotSentAgain()
    {
        await using var edge = await EdgeUnderTest.StartAsync();
        foreach (var origin in edge.Origins) origin.IsCuttingConnections = true;

        using var response = await edge.Client.PostAsync("/digest", new StringContent("once"), Stop);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Single(edge.Origins.SelectMany(origin => origin.Seen));
    }

    [Fact]
    public async Task Origin_Returned_GetsRequestsAgain()
    {
        await using var edge = await EdgeUnderTest.StartAsync();
        await edge.First.KillAsync();
        for (var n = 0; n < 10; n++) await edge.Client.GetStringAsync("/who", Stop);
        var before = edge.First.Seen.Count;

        await edge.First.ReturnAsync();

        await edge.AskUntilAsync("/who", _ => edge.First.Seen.Count > before, Stop);
    }

    [Fact]
    public async Task AllOriginsDown_Get_IsA503ProblemUntilOneReturns()
    {
        await using var edge = await EdgeUnderTest.StartAsync();
        await edge.First.KillAsync();
        await edge.Second.KillAsync();

        using var response = await edge.AskUntilAsync("/who", answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable, Stop);

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Contains("us-east", response.Headers.GetValues("X-Cdn-Region"));
        Assert.Contains("\"status\":503", await response.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        await edge.Second.ReturnAsync();
        using var recovered = await edge.AskUntilAsync("/who", answer => answer.StatusCode == HttpStatusCode.OK, Stop);
        Assert.Equal("upcoach-2", await recovered.Content.ReadAsStringAsync(Stop));
    }
}
