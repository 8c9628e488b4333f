using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios;

namespace UpCoach.Scenarios.Tests.Realtime;

public sealed class RealtimePlanTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private static readonly JsonDocumentOptions Comments = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    [Fact]
    public void Plan_WithItsTargets_IsValidAndMeasuresEachTargetOfTheGroup()
    {
        var read = Read();

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
        var plan = Read().Plan!;
        var queries = plan.ServerMetrics.Select(metric => metric.Query).Concat(plan.Evidence.Select(evidence => evidence.Query));
        var rules = queries.Select((query, n) => $"  - record: query:{n}\n    expr: {JsonSerializer.Serialize(query.Replace("$run", "60s", StringComparison.Ordinal))}");
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"groups:\n- name: queries\n  rules:\n{string.Join('\n', rules)}\n", Stop);

        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "rules", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await promtool.StandardOutput.ReadToEndAsync(Stop) + await promtool.StandardError.ReadToEndAsync(Stop);
        await promtool.WaitForExitAsync(Stop);
        File.Delete(file);

        Assert.True(promtool.ExitCode == 0, output);
    }

    private static PlanReadResult Read()
    {
        var plan = JsonNode.Parse(Repository.Plan("realtime"), documentOptions: Comments)!.AsObject();
        var file = JsonNode.Parse(Repository.Plan("targets"), documentOptions: Comments)!.AsObject();
        plan["targets"] = file["targets"]!.DeepClone();
        plan["serverMetrics"] = file["serverMetrics"]!.DeepClone();
        using var transport = new HttpTransport();
        return PlanReader.Read(plan.ToJsonString(), UpCoachScenarios.Catalog(transport));
    }
}
