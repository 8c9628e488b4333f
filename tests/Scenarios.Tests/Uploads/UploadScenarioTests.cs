using System.Globalization;
using UpCoach.Scenarios.Tests.Running;

namespace UpCoach.Scenarios.Tests.Uploads;

/// <summary>Every scenario on the reference API with real servers: no check fails, but for the edge's cache, which is not there.</summary>
[Trait("kind", "server")]
public sealed class UploadScenarioTests(ReferenceApi api) : IClassFixture<ReferenceApi>
{
    [Theory]
    [InlineData("upload_small_files", 4)]
    [InlineData("upload_large_files", 2)]
    [InlineData("upload_mixed_files", 4)]
    [InlineData("upload_retry", 2)]
    [InlineData("upload_crowd", 3)]
    [InlineData("image_resize", 1)]
    [InlineData("image_thumbnails", 2)]
    [InlineData("image_conversion", 4)]
    [InlineData("image_delivery", 1)]
    public async Task Scenario_OnTheReferenceApi_PassesEveryCheck(string scenario, int users)
    {
        var trial = await Trial.RunAsync(
            api.Address, scenario, users, iterations: 1, TestContext.Current.CancellationToken,
            ("USERS", ReferenceApi.Users.ToString(CultureInfo.InvariantCulture)), ("CROWD", "3"), ("FEW", "1"), ("PHASE", "200"), ("WIDTH", "900"), ("BYTES", "600000"));

        Assert.Empty(trial.FailedChecks);
        Assert.Equal(0, trial.FailedRequests);
        Assert.NotEmpty(trial.Checks);
    }
}
