namespace UpCoach.MockUpCoach.Tests.Files;

/// <summary>The public client of tus, as it is on the registry, uploads in every way that it knows (tests/Clients/tus).</summary>
[Trait("kind", "server")]
public sealed class TusClientTests(ApiFixture api)
{
    [Fact]
    public async Task TusJsClient_EveryWay_Uploads()
    {
        var script = new PublicClient("tus", "tus-js-client");
        await script.EnsureInstalledAsync();
        using var client = await SignIn.AsAsync(api.First, 17);

        var (exitCode, output) = await script.RunAsync(
            new() { ["UPCOACH_TOKEN"] = client.DefaultRequestHeaders.Authorization!.Parameter }, "upload.js", api.First.Address.AbsoluteUri);

        Assert.True(exitCode == 0, output);
        Assert.Equal(9, output.Split('\n').Count(line => line.StartsWith("ok ", StringComparison.Ordinal)));
    }
}
