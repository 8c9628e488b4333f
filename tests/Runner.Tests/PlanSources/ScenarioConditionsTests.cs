using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Runner.Plans;
using UpCoach.LoadRunners.Scenarios.Lab;

namespace UpCoach.Runner.Tests.PlanSources;

public sealed class ScenarioConditionsTests
{
    private static readonly ScenarioCatalog s_catalog = new([
        new ScenarioDefinition("read", "", _ => null!),
        new ScenarioDefinition("query", "", _ => null!) { Needs = [LabServices.Database] },
        new ScenarioDefinition("kill", "", _ => null!) { Needs = [LabServices.Control], Breaks = "kills a server" },
        new ScenarioDefinition("flush", "", _ => null!) { Needs = [LabServices.Cache], Breaks = "empties the cache" },
    ]);

    private static readonly LoadPlan s_plan = PlanReader.Read(
        """
        {"scenarios": {"read": {"executor": "constant-vus", "duration": "1s"}, "query": {"executor": "constant-vus", "duration": "1s"},
                       "kill": {"executor": "constant-vus", "duration": "1s", "startTime": "1s"}, "flush": {"executor": "constant-vus", "duration": "1s", "startTime": "1s"} } }
        """, s_catalog).Plan!;

    [Fact]
    public void ForeignSystem_WithNothingKnown_GetsWhatOnlyUsesIt()
    {
        var unmet = Unmet(allowDestructive: false);

        Assert.Equal(["query", "kill", "flush"], unmet.Select(scenario => scenario.Name));
        Assert.Contains("ConnectionStrings__upcoachdb", unmet[0].Reason, StringComparison.Ordinal);
        Assert.Contains("--allow-destructive", unmet[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ForeignSystem_DestructionAllowed_StillNeedsItsServices() => Assert.Equal(
        ["query", "kill"], Unmet(allowDestructive: true, ("ConnectionStrings__cache", "127.0.0.1:6379")).Select(scenario => scenario.Name));

    [Fact]
    public void Lab_WithEverything_LeavesNothingOut() => Assert.Empty(Unmet(
        allowDestructive: false, ("ConnectionStrings__cache", "127.0.0.1:6379"), ("ConnectionStrings__upcoachdb", "Host=127.0.0.1"), ("LAB_CONTROL_URL", "http://127.0.0.1:1")));

    private static IReadOnlyList<LeftOutScenario> Unmet(bool allowDestructive, params (string Name, string Value)[] environment) => ScenarioConditions.Unmet(
        s_plan, s_catalog, new LabServices(environment.ToDictionary(variable => variable.Name, variable => variable.Value)), allowDestructive);
}
