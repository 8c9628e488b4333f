using UpCoach.Scenarios.Tests.Judging;

namespace UpCoach.Scenarios.Tests.Running;

/// <summary>Who was served at one instant, and what the targets of the 500 users say of an API that fails some of them or is slow.</summary>
[Trait("kind", "server")]
public sealed class ConcurrentUsersTests
{
    private const string Short = "\"env\": {\"RAMP\": \"200ms\", \"HOLD\": \"2s\", \"THINK\": \"100ms\", \"PEOPLE\": \"20\"}";

    [Fact]
    public async Task AllAnswersRight_EveryUserIsServed()
    {
        await using var api = await ScriptedApi.StartAsync();

        var judgement = await RunAsync(api, users: 500);

        Assert.Contains("api-users", judgement.Passed);
        Assert.Equal(20, api.SignIns);
    }

    [Fact]
    public async Task OneUserTooFew_IsNotServed()
    {
        await using var api = await ScriptedApi.StartAsync();

        Assert.Contains("api-users", (await RunAsync(api, users: 499)).Failed);
    }

    [Fact]
    public async Task SomeAnswersWrong_WhoGotThemIsNotServed()
    {
        await using var api = await ScriptedApi.StartAsync();

        var judgement = await RunAsync(api.Break("GET /api/v#/goals", status: 500), users: 500);

        Assert.Equal(["api-users"], judgement.Failed);
    }

    [Fact]
    public async Task EveryAnswerLate_IsTooSlow()
    {
        await using var api = await ScriptedApi.StartAsync();
        api.Delay = TimeSpan.FromMilliseconds(600);

        Assert.Contains("api-users-p95", (await RunAsync(api, users: 20)).Failed);
    }

    private static Task<Judgement> RunAsync(ScriptedApi api, int users) => Judgement.RunAsync(
        api.Address,
        $$"""{"concurrent_users": {"executor": "per-vu-iterations", "vus": {{users}}, "iterations": 1, "maxDuration": "60s", {{Short}}}}""",
        new Dictionary<string, string>(), TestContext.Current.CancellationToken);
}
