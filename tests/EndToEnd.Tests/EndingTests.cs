namespace UpCoach.EndToEnd.Tests;

/// <summary>However a lab ends, nothing of it is left and nothing is half-written.</summary>
[Trait("kind", "end-to-end")]
public sealed class EndingTests
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan FiveSeconds = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Host_KilledUnderLoad_LeavesNoProcessWithinFiveSeconds()
    {
        await using var lab = LabProcess.Start("--plan", "smoke", "--exit");
        await lab.WaitForLineAsync("running (", StartDeadline);
        Assert.True(lab.Descendants().Count >= 12);
        lab.KillHost();
        await lab.WaitForNoSurvivorsAsync(FiveSeconds);
    }

    [Fact]
    public async Task Host_InterruptedUnderLoad_StopsAllKeepsResultsAndExits105()
    {
        await using var lab = LabProcess.Start("--plan", "smoke", "--exit");
        var before = ResultFolders();
        await lab.WaitForLineAsync("running (", StartDeadline);
        lab.Descendants();
        lab.Interrupt();
        Assert.Equal(105, await lab.WaitForExitAsync(TimeSpan.FromSeconds(20)));
        await lab.WaitForNoSurvivorsAsync(FiveSeconds);
        var folder = Assert.Single(ResultFolders().Except(before));
        Assert.DoesNotContain(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories), file => file.EndsWith(".tmp", StringComparison.Ordinal));
        Assert.Contains("interrupted", await File.ReadAllTextAsync(Path.Combine(folder, "report.md"), TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Host_TerminatedWhileStarting_LeavesNoProcess()
    {
        await using var lab = LabProcess.Start("--plan", "none");
        await lab.WaitForLineAsync("postgres", StartDeadline);
        await Poll.UntilAsync(() => lab.Descendants().Count >= 2, StartDeadline, () => lab.Output);
        lab.Terminate();
        Assert.NotEqual(0, await lab.WaitForExitAsync(TimeSpan.FromSeconds(20)));
        await lab.WaitForNoSurvivorsAsync(FiveSeconds);
    }

    private static HashSet<string> ResultFolders() =>
        Directory.Exists(Path.Combine(LabProcess.Root, "results"))
            ? [.. Directory.GetDirectories(Path.Combine(LabProcess.Root, "results")).Where(folder => Path.GetFileName(folder) != "latest")]
            : [];
}
