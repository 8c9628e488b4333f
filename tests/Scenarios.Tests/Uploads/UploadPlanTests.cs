using System.Text.Json;
using System.Text.Json.Nodes;
using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios;
using UpCoach.LoadRunners.Scenarios.Uploads;

namespace UpCoach.Scenarios.Tests.Uploads;

public sealed class UploadPlanTests
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip };

    [Fact]
    public void Plan_Uploads_MeasuresEveryTargetOfItsGroup()
    {
        var plan = JsonNode.Parse(Repository.Plan("uploads"), documentOptions: Lenient)!;
        plan["targets"] = new JsonArray([.. JsonNode.Parse(Repository.Plan("targets"), documentOptions: Lenient)!["targets"]!.AsArray().Where(target => (string?)target!["group"] == "uploads").Select(target => target!.DeepClone())]);
        using var transport = new HttpTransport();
        var read = PlanReader.Read(plan.ToJsonString(), UpCoachScenarios.Catalog(transport));
        Assert.Empty(read.Errors);
        Assert.NotEmpty(read.Plan!.Targets);
        Assert.All(read.Plan.Targets, target => Assert.NotNull(target.Threshold));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1_000_000, 2)]
    [InlineData(5_500_000, 3.5)]
    [InlineData(10_000_000, 5)]
    public void Limit_BySize_IsTheLineThroughTheRequestsTwo(long bytes, double seconds) => Assert.Equal(seconds, UploadLimit.Of(bytes).TotalSeconds, 6);

    [Fact]
    public void Settings_NotANumber_SaysWhich() => Assert.Contains("CUTS",
        Assert.Throws<ArgumentException>(() => UploadSettings.Read(new Dictionary<string, string> { ["CUTS"] = "many" })).Message, StringComparison.Ordinal);
}
