namespace UpCoach.EndToEnd.Tests;

/// <summary>Bad input is refused at once, with the place and the remedy, before anything is started.</summary>
[Trait("kind", "end-to-end")]
public sealed class BadInputTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task UnknownPlan_NothingStarted_Exits104NamingThePlans()
    {
        await using var lab = LabProcess.Start("--plan", "smok");
        Assert.Equal(104, await lab.WaitForExitAsync(Deadline));
        Assert.Contains("smoke", lab.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlanWithTwoErrors_NothingStarted_Exits104NamingBothPaths()
    {
        var plan = Path.Combine(Path.GetTempPath(), $"bad-plan-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(
            plan,
            """{"scenarios":{"mobile_api_endpoints":{"executor":"constant-users","vus":1,"duration":"1s"}},"thresholds":{"http_req_duration":["p(950)<500"]}}""",
            TestContext.Current.CancellationToken);
        try
        {
            await using var lab = LabProcess.Start("--plan", plan);
            Assert.Equal(104, await lab.WaitForExitAsync(Deadline));
            Assert.Contains("scenarios.mobile_api_endpoints.executor", lab.Output, StringComparison.Ordinal);
            Assert.Contains("constant-vus", lab.Output, StringComparison.Ordinal);
            Assert.Contains("http_req_duration", lab.Output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(plan);
        }
    }

    [Fact]
    public async Task UnknownArguments_NothingStarted_Exits104NamingAll()
    {
        await using var lab = LabProcess.Start("--plna", "smoke", "--frobnicate");
        Assert.Equal(104, await lab.WaitForExitAsync(Deadline));
        Assert.Contains("--plna", lab.Output, StringComparison.Ordinal);
        Assert.Contains("--frobnicate", lab.Output, StringComparison.Ordinal);
    }
}
