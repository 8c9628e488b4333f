namespace UpCoach.EndToEnd.Tests;

/// <summary>Two labs share a machine without knowing of each other.</summary>
[Trait("kind", "end-to-end")]
public sealed class SideBySideTests
{
    [Fact]
    public async Task TwoLabs_OneEndsWhenHealthy_OtherRunsUntilItIsKilledAndLeavesNoProcessWithinFiveSeconds()
    {
        await using var brief = LabProcess.Start("--plan", "none", "--exit");
        await using var loaded = LabProcess.Start("--plan", LabProcess.EndlessPlan, "--exit");
        Assert.True(await brief.WaitForExitAsync(LabProcess.StartDeadline) == 0, brief.Output);
        Assert.Contains("healthy", brief.Output, StringComparison.Ordinal);
        await loaded.WaitForLineAsync("running (", LabProcess.StartDeadline);
        Assert.True(loaded.Descendants().Count >= 12);
        loaded.KillHost();
        Assert.Empty(await loaded.SurvivorsAfterFiveSecondsAsync());
    }
}
