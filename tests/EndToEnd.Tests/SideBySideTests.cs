namespace UpCoach.EndToEnd.Tests;

/// <summary>Two labs share a machine without knowing of each other.</summary>
[Trait("kind", "end-to-end")]
public sealed class SideBySideTests
{
    [Fact]
    public async Task TwoLabs_StartedTogether_BothBecomeHealthyAndEnd()
    {
        await using var first = LabProcess.Start("--plan", "none", "--exit");
        await using var second = LabProcess.Start("--plan", "none", "--exit");
        foreach (var lab in new[] { first, second })
        {
            Assert.True(await lab.WaitForExitAsync(TimeSpan.FromMinutes(4)) == 0, lab.Output);
            Assert.Contains("healthy", lab.Output, StringComparison.Ordinal);
        }
    }
}
