namespace UpCoach.Scenarios.Tests.Running;

[Trait("kind", "server")]
public sealed class SignedInTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MobileUser_ManyVisits_SignsInOnce()
    {
        await using var api = await ScriptedApi.StartAsync();

        await Trial.RunAsync(api.Address, "mobile_api_endpoints", users: 3, iterations: 5, Stop);

        Assert.Equal(3, api.SignIns);
    }

    [Fact]
    public async Task MobileUser_TokenNearItsEnd_IsRefreshedNotSignedInAnew()
    {
        await using var api = await ScriptedApi.StartAsync();
        api.ExpiresInSeconds = 0;

        var trial = await Trial.RunAsync(api.Address, "mobile_api_endpoints", users: 1, iterations: 2, Stop);

        Assert.Equal(1, api.SignIns);
        Assert.Contains("POST /oauth/token (refresh)", trial.Operations);
    }

    [Fact]
    public async Task MobileUser_TokenRefused_SignsInAnewAndGoesOn()
    {
        await using var api = await ScriptedApi.StartAsync();
        api.Unauthorized = 1;

        var trial = await Trial.RunAsync(api.Address, "mobile_api_endpoints", users: 1, iterations: 3, Stop);

        Assert.Equal(2, api.SignIns);
        Assert.Equal(["GET /api/v1/feed: status is 200"], trial.FailedChecks);
    }
}
