using System.Text.Json;

namespace UpCoach.Scenarios.Tests.Realtime;

public sealed class RealtimePlanTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public void Plan_WithItsTargets_IsValidAndMeasuresEachTargetOfTheGroup()
    {
        var read = TargetFile.ReadPlan("realtime");

        Assert.Empty(read.Errors);
        Assert.All(read.Plan!.Targets.Where(target => target.Group == "realtime"), target => Assert.NotNull(target.Threshold));
    }

    [Fact]
    public void Plan_Figures_AreTheRequests()
    {
        using var plan = JsonDocument.Parse(Repository.Plan("realtime"));
        var users = plan.RootElement.GetProperty("scenarios").EnumerateObject().ToDictionary(scenario => scenario.Name, scenario => scenario.Value.GetProperty("vus").GetInt32());

        Assert.All(["websocket_connections", "websocket_broadcast", "websocket_delivery"], name => Assert.Equal(500, users[name]));
        Assert.All(["sse_dashboards", "sse_analytics", "sse_consistency", "sse_reconnection_storm"], name => Assert.Equal(200, users[name]));
    }

    [Fact]
    public async Task ServerMetricsAndEvidence_Queries_AreAcceptedByPromtool()
    {
        var plan = TargetFile.ReadPlan("realtime").Plan!;
        var queries = plan.ServerMetrics.Select(metric => metric.Query).Concat(plan.Evidence.Select(evidence => evidence.Query));
        await Promtool.AcceptsAsync(queries, Stop);
    }
}
