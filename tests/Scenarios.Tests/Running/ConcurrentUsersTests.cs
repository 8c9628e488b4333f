using UpCoach.Scenarios.Tests.Judging;

namespace UpCoach.Scenarios.Tests.Running;

/// <summary>Who was served at one instant: 500 users of whom each got only right answers, and in time.</summary>
[Trait("kind", "server")]
public sealed class ConcurrentUsersTests
{
    // How fast this machine is.
    private static readonly string[] Speed = ["api-users-p95"];

    [Theory]
    [InlineData("", 500)]
    [Fails("api-users", 499)]
    [Fails("api-users", 500, "GET /api/v#/goals")]
    [Fails("api-users-p95", 500, "", 600)]
    public async Task Users_AreServed_OnlyIfThereAreEnoughAndAllTheirAnswersAreRightAndInTime(string targets, int users, string brokenRoute = "", int delayMilliseconds = 0)
    {
        await using var api = await ScriptedApi.StartAsync();
        api.Break(brokenRoute, status: 500).Delay = TimeSpan.FromMilliseconds(delayMilliseconds);

        var judgement = await Judgement.RunAsync(
            api.Address,
            $$"""
            {
              "concurrent_users": {
                "executor": "per-vu-iterations", "vus": {{users}}, "iterations": 1, "maxDuration": "60s",
                "env": { "RAMP": "200ms", "HOLD": "6s", "THINK": "500ms", "PEOPLE": "20" }
              }
            }
            """,
            lab: null, TestContext.Current.CancellationToken);

        Assert.Equal(targets, judgement.FailedBut(Speed, targets));
        Assert.Empty(judgement.Errors);
        Assert.Equal(20, api.SignIns);
    }
}
