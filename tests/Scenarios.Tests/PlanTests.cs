using System.Text.Json;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios;

namespace UpCoach.Scenarios.Tests;

public sealed class PlanTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("smoke")]
    [InlineData("week4")]
    [InlineData("soak")]
    public void Plan_OfTheRepository_IsValidAndBeginsWithTheThreeScenarios(string name)
    {
        var read = TargetFile.ReadPlan(name);

        Assert.Empty(read.Errors);
        Assert.Equal(name, read.Plan!.Name);
        Assert.Equal(["oauth_authentication", "mobile_api_endpoints", "content_management"], read.Plan.Scenarios.Take(3).Select(scenario => scenario.Exec));
        Assert.All(read.Plan.Scenarios.Take(3), scenario => Assert.Equal(TimeSpan.Zero, scenario.StartTime));
    }

    [Fact]
    public void Smoke_LastStart_LeavesTheWholeAboutFourMinutes() =>
        Assert.InRange(TargetFile.ReadPlan("smoke").Plan!.Scenarios.Max(scenario => scenario.StartTime).TotalSeconds, 60, 251);

    /// <summary>The k6 block of the performance request, but for preAllocatedVUs, which k6 demands and the request leaves out.</summary>
    [Fact]
    public void Week4_Scenarios_AreTheRequestsToTheLetter()
    {
        using var plan = JsonDocument.Parse(Repository.Plan("week4"));
        var scenarios = plan.RootElement.GetProperty("scenarios");

        Assert.Equal(
            ("ramping-vus", 0, "2m->50 5m->50 2m->100 5m->100 2m->0", "oauth_auth"),
            (Text(scenarios, "oauth_authentication", "executor"), Number(scenarios, "oauth_authentication", "startVUs"), Stages(scenarios, "oauth_authentication"), Env(scenarios, "oauth_authentication")));
        Assert.Equal(
            ("constant-vus", 200, "10m", "mobile_api"),
            (Text(scenarios, "mobile_api_endpoints", "executor"), Number(scenarios, "mobile_api_endpoints", "vus"), Text(scenarios, "mobile_api_endpoints", "duration"), Env(scenarios, "mobile_api_endpoints")));
        Assert.Equal(
            ("ramping-arrival-rate", 10, "1s", "5m->50 10m->100 5m->0", "content_api"),
            (Text(scenarios, "content_management", "executor"), Number(scenarios, "content_management", "startRate"), Text(scenarios, "content_management", "timeUnit"), Stages(scenarios, "content_management"), Env(scenarios, "content_management")));
    }

    [Theory]
    [InlineData("smoke")]
    [InlineData("week4")]
    public void Thresholds_OfEachPlan_AreTheRequests(string name)
    {
        using var plan = JsonDocument.Parse(Repository.Plan(name));

        Assert.Equal(
            ["http_req_duration p(95)<500", "http_req_failed rate<0.01", "http_req_waiting p(90)<300"],
            plan.RootElement.GetProperty("thresholds").EnumerateObject().SelectMany(metric => metric.Value.EnumerateArray().Select(threshold => $"{metric.Name} {threshold.GetString()}")));
    }

    [Theory]
    [InlineData("smoke")]
    [InlineData("week4")]
    public Task Evidence_Queries_AreAcceptedByPromtool(string name) => Promtool.AcceptsAsync(TargetFile.ReadPlan(name).Plan!.Evidence.Select(evidence => evidence.Query), Stop);

    /// <summary>Only what needs a browser is left out.</summary>
    [Theory]
    [InlineData("smoke")]
    [InlineData("week4")]
    public void Plan_OfAllGroups_JudgesEveryTargetOfTheServerSide(string name)
        => Assert.All(TargetFile.ReadPlan(name).Plan!.Targets.Where(target => target.Group != "mobile"), target => Assert.True(target.Threshold is not null, $"{target.Id}: {target.Unmeasured}"));

    /// <summary>A group's plan is valid as it is run, with the targets put in, and every target of the group is judged there.</summary>
    [Theory]
    [InlineData("realtime")]
    [InlineData("database")]
    [InlineData("uploads")]
    [InlineData("cache")]
    [InlineData("cdn")]
    public void Plan_OfAGroup_JudgesEveryTargetOfIt(string group)
    {
        using var transport = new HttpTransport();
        var catalog = UpCoachScenarios.Catalog(transport);

        var read = TargetFile.ReadPlan(group);

        Assert.Empty(read.Errors);
        var mine = read.Plan!.Targets.Where(target => target.Group == group).ToList();
        Assert.NotEmpty(mine);
        Assert.All(mine, target => Assert.True(target.Threshold is not null, $"{target.Id}: {target.Unmeasured}"));
        Assert.Equal(
            catalog.Definitions.Where(definition => definition.Tags.Contains(group)).Select(definition => definition.Name).Order(StringComparer.Ordinal),
            read.Plan.Scenarios.Select(scenario => scenario.Exec).Order(StringComparer.Ordinal));
    }

    private static string Text(JsonElement scenarios, string scenario, string key) => scenarios.GetProperty(scenario).GetProperty(key).GetString()!;

    private static int Number(JsonElement scenarios, string scenario, string key) => scenarios.GetProperty(scenario).GetProperty(key).GetInt32();

    private static string Env(JsonElement scenarios, string scenario) => scenarios.GetProperty(scenario).GetProperty("env").GetProperty("SCENARIO").GetString()!;

    private static string Stages(JsonElement scenarios, string scenario)
        => string.Join(' ', scenarios.GetProperty(scenario).GetProperty("stages").EnumerateArray().Select(stage => $"{stage.GetProperty("duration").GetString()}->{stage.GetProperty("target").GetInt32()}"));
}
