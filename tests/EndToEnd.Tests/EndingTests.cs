namespace UpCoach.EndToEnd.Tests;

/// <summary>However a lab ends, nothing of it is left and nothing is half-written.</summary>
[Trait("kind", "end-to-end")]
public sealed class EndingTests
{
    private static readonly TimeSpan EndDeadline = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Host_InterruptedUnderLoad_StopsAllKeepsResultsAndExits105()
    {
        await using var lab = LabProcess.Start("--plan", LabProcess.EndlessPlan, "--exit");
        await lab.WaitForLineAsync("running (", LabProcess.StartDeadline);
        lab.Descendants();
        lab.Interrupt();
        Assert.Equal(105, await lab.WaitForExitAsync(EndDeadline));
        Assert.Empty(await lab.SurvivorsAfterFiveSecondsAsync());
        Assert.DoesNotContain(Directory.EnumerateFiles(lab.Folder, "*", SearchOption.AllDirectories), file => file.EndsWith(".part", StringComparison.Ordinal));
        Assert.Contains("interrupted", await File.ReadAllTextAsync(Path.Combine(lab.Folder, "report.md"), TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Host_TerminatedWhileStarting_LeavesNoProcess()
    {
        await using var lab = LabProcess.Start("--plan", "none");
        await lab.WaitForLineAsync("postgres", LabProcess.StartDeadline);
        await Poll.UntilAsync(() => lab.Descendants().Count >= 2, LabProcess.StartDeadline, () => lab.Output);
        lab.Terminate();
        Assert.NotEqual(0, await lab.WaitForExitAsync(EndDeadline));
        Assert.Empty(await lab.SurvivorsAfterFiveSecondsAsync());
    }
}
