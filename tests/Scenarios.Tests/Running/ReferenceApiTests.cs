using System.Globalization;

namespace UpCoach.Scenarios.Tests.Running;

/// <summary>Every check passes on the reference API: on real servers, with several users at once.</summary>
[Trait("kind", "server")]
public sealed class ReferenceApiTests(ReferenceApi api) : IClassFixture<ReferenceApi>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("oauth_authentication", 8, 5, 4)]
    [InlineData("mobile_api_endpoints", 8, 10, 10)]
    [InlineData("content_management", 8, 60, 9)]
    [InlineData("concurrent_users", 8, 1, 10)]
    public async Task Scenario_OnTheReferenceApi_PassesEveryCheckAndUsesEveryOperation(string scenario, int users, int iterations, int operations)
    {
        var trial = await Trial.RunAsync(
            api.Address, scenario, users, iterations, Stop,
            ("USERS", ReferenceApi.Users.ToString(CultureInfo.InvariantCulture)), ("ITEMS", ReferenceApi.Items.ToString(CultureInfo.InvariantCulture)),
            ("RAMP", "100ms"), ("HOLD", "2s"));

        Assert.Empty(trial.FailedChecks);
        Assert.Equal(0, trial.FailedRequests);
        Assert.Equal(operations, trial.Operations.Count);
        Assert.All(trial.Operations, operation => Assert.Contains(trial.Checks, check => check.StartsWith(operation + ": status", StringComparison.Ordinal)));
    }
}
