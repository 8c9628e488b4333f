using UpCoach.AppHost.Resources;

namespace UpCoach.AppHost.Tests;

public sealed class LabCommandLineTests
{
    [Fact]
    public void Nothing_IsTheSmokePlan()
    {
        var lab = LabCommandLine.Parse([]);
        Assert.Empty(lab.Errors);
        Assert.Equal(("smoke", "smoke", true), (lab.Plan, lab.PlanName, lab.HasPlan));
        Assert.Empty(lab.HostArguments);
        Assert.Empty(lab.PlanChanges);
    }

    [Fact]
    public void Everything_IsRead()
    {
        var lab = LabCommandLine.Parse(["--plan", "week4", "--scale-time=0.1", "--scale-rate", "2", "--exit", "--offline", "--keep-data"]);
        Assert.Empty(lab.Errors);
        Assert.Equal(("week4", true, true, true), (lab.Plan, lab.Exit, lab.Offline, lab.KeepData));
        Assert.Equal(["--scale-time", "0.1", "--scale-rate", "2"], lab.PlanChanges);
        Assert.Equal(["--offline", "true", "--keep-data", "true"], lab.HostArguments);
    }

    [Fact]
    public void None_HasNoPlan() => Assert.False(LabCommandLine.Parse(["--plan", "none"]).HasPlan);

    [Fact]
    public void PathOfAPlan_IsMadeFullAndNamed()
    {
        var lab = LabCommandLine.Parse(["--plan", "plans/night.json"]);
        Assert.Equal(Path.GetFullPath("plans/night.json"), lab.Plan);
        Assert.Equal("night", lab.PlanName);
    }

    [Fact]
    public void Publisher_IsHandedOn() => Assert.Equal(
        ["--publisher", "manifest", "--output-path", "x.json"],
        LabCommandLine.Parse(["--publisher", "manifest", "--output-path", "x.json"]).HostArguments);

    [Theory]
    [InlineData("--plan", "--plan has no value")]
    [InlineData("--plna smoke", "--plna is unknown")]
    [InlineData("--scale-time 0", "--scale-time 0 is not valid")]
    [InlineData("--scale-time 1,5", "--scale-time 1,5 is not valid")]
    [InlineData("--scale-time NaN", "--scale-time NaN is not valid")]
    [InlineData("--scale-rate -1", "--scale-rate -1 is not valid")]
    [InlineData("--publisher manifest", "--publisher needs --output-path")]
    [InlineData("--output-path x", "--output-path needs --publisher")]
    [InlineData("--publisher kubernetes --output-path x", "--publisher kubernetes is not available; allowed is manifest")]
    public void BadArgument_IsNamedWithWhatIsAllowed(string args, string expected) =>
        Assert.Contains(LabCommandLine.Parse(args.Split(' ')).Errors, error => error.StartsWith(expected, StringComparison.Ordinal));

    [Fact]
    public void SeveralErrors_AreAllNamed() => Assert.Equal(3, LabCommandLine.Parse(["--a", "--scale-time", "x", "--plan"]).Errors.Count);

    [Fact]
    public async Task Process_BadArguments_Exits104WithEveryErrorAndStartsNothing()
    {
        var run = await AppHostProcess.RunAsync("--plna", "--scale-time", "x");
        Assert.Equal(104, run.ExitCode);
        Assert.Equal(2, run.Errors.Split('\n').Count(line => line.StartsWith("error: ", StringComparison.Ordinal)));
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Process_Help_ExitsZero()
    {
        var run = await AppHostProcess.RunAsync("--help");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("--plan NAME|PATH", run.Output, StringComparison.Ordinal);
    }
}
