using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.Engine.Tests.Plans;

public sealed class TargetTests
{
    private const string Plan = """
        {
          "scenarios": {
            "browse": {"executor": "constant-vus", "vus": 1, "duration": "10s"},
            "stream": {"executor": "constant-vus", "vus": 1, "duration": "10s", "startTime": "10s"},
            "kill": {"executor": "per-vu-iterations", "startTime": "20s", "maxDuration": "30s"}
          },
          "thresholds": {"http_req_failed": ["rate<0.01"], "http_req_duration{scenario:stream}": ["p(95)<9"]},
          "targets": [
            {"id": "fast", "text": "API: < 500ms", "group": "api", "baseline": "450 ms", "scenarios": ["browse"], "metric": "http_req_duration{scenario:browse}", "threshold": "p(95)<500", "minSamples": 100},
            {"id": "good", "text": "Errors: < 1%", "group": "api", "metric": "http_req_failed", "threshold": "rate<0.01"},
            {"id": "live", "text": "Latency: < 45ms", "group": "realtime", "scenarios": ["stream", "absent"], "metric": "http_req_duration{scenario:stream}", "threshold": "p(95)<45"},
            {"id": "touch", "text": "Touch: < 200ms", "group": "mobile", "unmeasured": "needs a device"}
          ]
        }
        """;

    private static readonly ScenarioCatalog s_catalog = new([
        new ScenarioDefinition("browse", "", _ => null!) { Tags = ["api", "slow"] },
        new ScenarioDefinition("stream", "", _ => null!) { Tags = ["realtime"] },
        new ScenarioDefinition("kill", "", _ => null!) { Tags = ["realtime"], Breaks = "kills a server" },
    ]);

    [Fact]
    public void Targets_OfAPlan_AreThresholdsOrSayWhyNot()
    {
        var plan = PlanReader.Read(Plan, s_catalog).Plan!;

        Assert.Equal(
            ["http_req_failed: rate<0.01", "http_req_duration{scenario:stream}: p(95)<9", "http_req_duration{scenario:browse}: p(95)<500"],
            plan.Thresholds.Select(threshold => threshold.Id));
        Assert.Equal(100, plan.Targets[0].Threshold!.MinSamples);
        Assert.Equal(("fast", "450 ms", "api", null), (plan.Targets[0].Id, plan.Targets[0].Baseline, plan.Targets[0].Group, plan.Targets[0].Unmeasured));
        Assert.NotNull(plan.Targets[1].Threshold);
        Assert.Equal([null, null, "this plan has no scenario absent", "needs a device"], plan.Targets.Select(target => target.Unmeasured));
    }

    [Theory]
    [InlineData("realtime", "stream,kill")]
    [InlineData("browse", "browse")]
    [InlineData("slow,kill", "browse,kill")]
    public void Only_TagOrName_TakesTheOthersOut(string only, string running)
    {
        var plan = PlanReader.Read(Plan, s_catalog, new PlanOverrides { Only = only.Split(',') }).Plan!;

        Assert.Equal(running, string.Join(',', plan.Scenarios.Select(scenario => scenario.Name)));
        Assert.Equal(TimeSpan.Zero, plan.Scenarios.Min(scenario => scenario.StartTime));
        Assert.Equal(3, plan.Scenarios.Count + plan.LeftOut.Count);
        Assert.Equal(running.Contains("stream", StringComparison.Ordinal), plan.Thresholds.Any(threshold => threshold.Limit == 9));
        Assert.NotEqual(plan.Hash, PlanReader.Read(Plan, s_catalog).Plan!.Hash);
    }

    [Fact]
    public void Only_NothingFits_IsAnErrorWithWhatThereIs()
    {
        var error = Assert.Single(PlanReader.Read(Plan, s_catalog, new PlanOverrides { Only = ["realtme"] }).Errors);
        Assert.Equal("--only", error.JsonPath);
        Assert.Contains("realtime", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LeftOut_ScenarioOfATarget_IsTheReasonThatItIsNotMeasured()
    {
        var plan = PlanReader.Read(Plan, s_catalog, new PlanOverrides { Without = [new LeftOutScenario("browse", "there is no browser")] }).Plan!;

        Assert.Equal("browse was left out: there is no browser", plan.Targets[0].Unmeasured);
        Assert.DoesNotContain(plan.Thresholds, threshold => threshold.Limit == 500);
    }

    [Fact]
    public void Breaking_BeforeAnotherHasEnded_IsRefused()
    {
        var error = Assert.Single(PlanReader.Read(Plan.Replace("\"20s\"", "\"15s\"", StringComparison.Ordinal), s_catalog).Errors);

        Assert.Equal("$.scenarios.kill.startTime", error.JsonPath);
        Assert.Contains("kills a server", error.Message, StringComparison.Ordinal);
        Assert.Contains("20s", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"id": "a", "text": "b", "metric": "http_req_durations", "threshold": "p(95)<1"}]""", "$.targets[0].metric", "http_req_duration")]
    [InlineData("""[{"id": "a", "text": "b", "metric": "http_req_duration", "threshold": "fast"}]""", "$.targets[0].threshold", "p(95)<500")]
    [InlineData("""[{"id": "a", "text": "b", "metric": "http_req_duration"}]""", "$.targets[0].threshold", "required")]
    [InlineData("""[{"id": "a", "text": "b", "unmeasured": "x"}, {"id": "a", "text": "c", "unmeasured": "x"}]""", "$.targets[1].id", "twice")]
    [InlineData("""[{"id": "a", "text": "b", "unmeasured": "x", "nonsense": 1}]""", "$.targets[0].nonsense", "unknown")]
    [InlineData("\"x\"", "$.targets", "array")]
    public void Target_Wrong_IsAnErrorAtItsPlace(string targets, string path, string word)
    {
        var error = Assert.Single(PlanReader.Read($$"""{"scenarios": {"a": {"executor": "constant-vus", "duration": "1s"} }, "targets": {{targets}} }""").Errors);
        Assert.Equal(path, error.JsonPath);
        Assert.Contains(word, error.Message, StringComparison.Ordinal);
    }
}
